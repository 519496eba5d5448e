/** The schema of config files, which uses only a few words of JSON Schema. */
import schema from '../../../../schemas/config.schema.json' with { type: 'json' };

/** As much of JSON Schema as there is in that of config files. */
export interface Schema {
  readonly description?: string;
  readonly type: string | readonly string[];
  readonly enum?: readonly (string | number)[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}

export const configSchema = schema as unknown as Schema;
