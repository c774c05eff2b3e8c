import { Injectable } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { toYaml } from './yaml.js';

/** The OpenAPI document of this process: filled once at boot, served as JSON and YAML. */
@Injectable()
export class OpenApiHolder {
  private current: OpenAPIObject | null = null;
  private texts: { json: string; yaml: string } | null = null;

  get document(): OpenAPIObject | null {
    return this.current;
  }

  set document(document: OpenAPIObject | null) {
    this.current = document;
    this.texts = null;
  }

  /** Both texts, made at the first call; null before the document is built. */
  text(): { readonly json: string; readonly yaml: string } | null {
    if (!this.current) return null;
    this.texts ??= { json: JSON.stringify(this.current), yaml: toYaml(this.current) };
    return this.texts;
  }
}
