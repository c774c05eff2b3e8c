import { Injectable } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { toYaml } from './yaml.js';

/** The OpenAPI document of this process, served as JSON and YAML. Made when first asked for: it costs more than all the rest of the boot. */
@Injectable()
export class OpenApiHolder {
  private make: (() => OpenAPIObject) | null = null;
  private texts: { readonly json: string; readonly yaml: string } | null = null;

  /** Says how the document is made, once the routes exist. */
  describeWith(make: () => OpenAPIObject): void {
    this.make = make;
    this.texts = null;
  }

  /** Both texts, made at the first call; null while nobody knows the routes. */
  text(): { readonly json: string; readonly yaml: string } | null {
    if (!this.texts && this.make) {
      const document = this.make();
      this.texts = { json: JSON.stringify(document), yaml: toYaml(document) };
    }
    return this.texts;
  }
}
