import { Injectable } from '@nestjs/common';

@Injectable()
export class EmailSuppressions {
  isSuppressed(_address: string, _category: string): Promise<boolean> {
    return Promise.resolve(false);
  }
}
