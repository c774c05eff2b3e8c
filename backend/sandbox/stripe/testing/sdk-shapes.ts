import { join } from 'node:path';
import ts from 'typescript';
import type { Json } from '../core/wire.js';

type JsonObject = { [key: string]: Json };

/**
 * Reads the SDK's declarations with the compiler and compares what travelled with them. A difference is a field no type knows, a required field that
 * is missing, a value of another kind, or a word that is not a member of its enumeration.
 */
export class SdkShapes {
  private readonly checker: ts.TypeChecker;
  private readonly root: ts.Type;
  private readonly anchor: ts.Node;
  private readonly events: ReadonlyMap<string, ts.Type>;

  /** @param typesFile the module whose interface `WireTypes` gives every object its type */
  constructor(typesFile: string) {
    const program = ts.createProgram([typesFile], {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
    });
    this.checker = program.getTypeChecker();
    const source = program.getSourceFile(typesFile);
    if (source === undefined) throw new Error(`The compiler did not read ${typesFile}`);
    const wireTypes = this.checker.getExportsOfModule(this.moduleOf(source)).find(({ name }) => name === 'WireTypes');
    if (wireTypes === undefined) throw new Error('No WireTypes');
    this.anchor = source;
    this.root = this.checker.getDeclaredTypeOfSymbol(wireTypes);
    this.events = new Map(members(this.typeOf('event')).map((event) => [this.literalOf(event, 'type'), event]));
  }

  /** The names of all objects that have a type. */
  names(): string[] {
    return this.root.getProperties().map(({ name }) => name);
  }

  /** Differences between an answer and the SDK's type of what it says it is; lists are compared entry by entry. */
  differences(answer: Json): string[] {
    if (!isObject(answer)) return ['the answer is not an object'];
    if (isObject(answer['error'] ?? null)) return this.compare(answer['error'] ?? null, this.typeOf('error'), 'error');
    const [name, kind] = [wordOf(answer, 'object'), wordOf(answer, 'type')];
    if (name === 'list') {
      const entries = Array.isArray(answer['data']) ? answer['data'] : [];
      return [...this.compare(answer, this.typeOf('list'), 'list'), ...entries.flatMap((entry) => this.differences(entry))];
    }
    const type = name === 'event' ? this.events.get(kind) : this.find(name);
    if (type === undefined) return [`the SDK knows no ${name === 'event' ? `event ${kind}` : `object '${name}'`}`];
    return this.compare(answer, type, name);
  }

  private moduleOf(source: ts.SourceFile): ts.Symbol {
    const symbol = this.checker.getSymbolAtLocation(source);
    if (symbol === undefined) throw new Error('Not a module');
    return symbol;
  }

  private find(name: string): ts.Type | undefined {
    const property = this.root.getProperties().find((candidate) => candidate.name === name);
    return property && this.checker.getTypeOfSymbolAtLocation(property, this.anchor);
  }

  private typeOf(name: string): ts.Type {
    const type = this.find(name);
    if (type === undefined) throw new Error(`WireTypes lacks '${name}'`);
    return type;
  }

  private literalOf(type: ts.Type, field: string): string {
    const property = type.getProperty(field);
    const value = property && this.checker.getTypeOfSymbolAtLocation(property, this.anchor);
    return value?.isStringLiteral() === true ? value.value : '';
  }

  /** Every difference of a value from a type, each with the path to it. */
  private compare(value: Json, type: ts.Type, path: string): string[] {
    const kinds = members(type);
    if (kinds.some(({ flags }) => flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))) return [];
    if (value === null)
      return kinds.some(({ flags }) => flags & ts.TypeFlags.Null) ? [] : [`${path}: null, but the SDK says ${this.say(type)}`];
    if (typeof value === 'string') return this.allowsText(value, kinds) ? [] : [`${path}: '${value}', but the SDK says ${this.say(type)}`];
    if (typeof value === 'number') return allowsNumber(value, kinds) ? [] : [`${path}: ${value}, but the SDK says ${this.say(type)}`];
    if (typeof value === 'boolean') return this.allowsFlag(value, kinds) ? [] : [`${path}: ${value}, but the SDK says ${this.say(type)}`];
    const attempts = kinds
      .filter(
        (kind) => kind.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) && this.checker.isArrayType(kind) === Array.isArray(value),
      )
      .map((kind) => (Array.isArray(value) ? this.compareList(value, kind, path) : this.compareObject(value, kind, path)));
    // Of several possible types the nearest is what was meant.
    return (
      attempts.sort((a, b) => a.length - b.length)[0] ?? [
        `${path}: ${Array.isArray(value) ? 'a list' : 'an object'}, but the SDK says ${this.say(type)}`,
      ]
    );
  }

  private compareList(value: readonly Json[], type: ts.Type, path: string): string[] {
    const element = this.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return element === undefined ? [] : value.flatMap((entry, index) => this.compare(entry, element, `${path}[${index}]`));
  }

  private compareObject(value: JsonObject, type: ts.Type, path: string): string[] {
    const properties = this.checker.getPropertiesOfType(type);
    const known = new Set(properties.map(({ name }) => name));
    const anyKey = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const isOpen = properties.length === 0 && anyKey === undefined;
    const missing = properties
      .filter(({ name, flags }) => value[name] === undefined && !(flags & ts.SymbolFlags.Optional))
      .map(({ name }) => `${path}.${name}: missing`);
    const unknown = isOpen ? [] : Object.keys(value).filter((key) => !known.has(key));
    return [
      ...missing,
      ...unknown.flatMap((key) =>
        anyKey ? this.compare(value[key] ?? null, anyKey.type, `${path}.${key}`) : [`${path}.${key}: unknown to the SDK`],
      ),
      ...properties.flatMap((property) => {
        const field = value[property.name];
        const wanted = this.checker.getTypeOfSymbolAtLocation(property, this.anchor);
        return field === undefined ? [] : this.compare(field, wanted, `${path}.${property.name}`);
      }),
    ];
  }

  /** A word must be a member when members are listed, even where the SDK leaves room for later ones; decimals travel as text. */
  private allowsText(value: string, kinds: readonly ts.Type[]): boolean {
    const listed = kinds.filter((kind) => kind.isStringLiteral());
    if (listed.length > 0 && !kinds.some(({ flags }) => flags & ts.TypeFlags.String)) return listed.some((kind) => kind.value === value);
    if (kinds.some(({ flags }) => flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral))) return true;
    return kinds.some((kind) => this.checker.typeToString(kind) === 'Decimal') && /^-?\d+(\.\d+)?$/.test(value);
  }

  private allowsFlag(value: boolean, kinds: readonly ts.Type[]): boolean {
    const word = String(value);
    return kinds.some((kind) => kind.flags & ts.TypeFlags.BooleanLike && ['boolean', word].includes(this.checker.typeToString(kind)));
  }

  private say(type: ts.Type): string {
    return this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation).slice(0, 160);
  }
}

function wordOf(answer: JsonObject, field: string): string {
  const word = answer[field];
  return typeof word === 'string' ? word : '';
}

function members(type: ts.Type): ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function allowsNumber(value: number, kinds: readonly ts.Type[]): boolean {
  return kinds.some((kind) => kind.flags & ts.TypeFlags.Number || (kind.isNumberLiteral() && kind.value === value));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The shapes of the objects this sandbox answers. */
export function openSdkShapes(): SdkShapes {
  return new SdkShapes(join(__dirname, 'wire-types.ts'));
}
