/**
 * `npm run generate:schemas [-- --check]`: makes the schemas of Kubernetes' kinds and their validators.
 *
 * Generating reads the releases listed in `schemas/kubernetes-releases.txt` from the Go module `k8s.io/kubernetes`.
 * Checking proves without network that the committed files follow from their sources, and fails if they don't.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { check, generate, recordPath, schemaPath } from './generate-schemas/kubernetes.ts';
import { generateValidators, validatorsPath } from './generate-schemas/validators.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

if (values.check) {
  const complaints = check(root);
  const validators = await generateValidators(readFileSync(join(root, schemaPath), 'utf8'));
  if (!existsSync(join(root, validatorsPath)) || readFileSync(join(root, validatorsPath), 'utf8') !== validators) {
    complaints.push(`${validatorsPath} doesn't follow from ${schemaPath}`);
  }
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) {
    console.error('Run: npm run generate:schemas');
    process.exitCode = 1;
  }
} else {
  const { schema, record } = generate(root);
  writeFileSync(join(root, schemaPath), schema);
  writeFileSync(join(root, recordPath), record);
  writeFileSync(join(root, validatorsPath), await generateValidators(schema));
}
