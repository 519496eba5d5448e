import { expect, test } from 'vitest';
import { parseImageReference } from './imageReference.ts';

const hex64 = '0123456789abcdef'.repeat(4);
const sha256 = `sha256:${hex64}`;

test.each([
  ['nginx', { registry: 'docker.io', repository: 'library/nginx' }],
  ['nginx:1.27', { registry: 'docker.io', repository: 'library/nginx', tag: '1.27' }],
  ['team/app', { registry: 'docker.io', repository: 'team/app' }],
  ['docker.io/nginx', { registry: 'docker.io', repository: 'library/nginx' }],
  ['index.docker.io/team/app', { registry: 'docker.io', repository: 'team/app' }],
  ['registry:5000/app', { registry: 'registry:5000', repository: 'app' }],
  ['registry:5000/app:2.0', { registry: 'registry:5000', repository: 'app', tag: '2.0' }],
  ['localhost/app', { registry: 'localhost', repository: 'app' }],
  ['[::1]:5000/app', { registry: '[::1]:5000', repository: 'app' }],
  ['Host/app', { registry: 'Host', repository: 'app' }],
  ['quay.io/a/b_c/d--e:v1-2_3', { registry: 'quay.io', repository: 'a/b_c/d--e', tag: 'v1-2_3' }],
  [`app@${sha256}`, { registry: 'docker.io', repository: 'library/app', digest: sha256 }],
  [`ghcr.io/a/b:1@${sha256}`, { registry: 'ghcr.io', repository: 'a/b', tag: '1', digest: sha256 }],
  ['redis:5000', { registry: 'docker.io', repository: 'library/redis', tag: '5000' }],
])('%s', (text, reference) => {
  expect(parseImageReference(text)).toEqual(reference);
});

test.each([
  ['', 'invalid reference format'],
  [' nginx', 'invalid reference format'],
  ['nginx ', 'invalid reference format'],
  ['http://registry/app', 'invalid reference format'],
  ['https://registry/app:1', 'invalid reference format'],
  ['nginx:', 'invalid reference format'],
  ['nginx:-a', 'invalid reference format'],
  ['nginx@sha256:abc', 'invalid reference format'],
  ['a//b', 'invalid reference format'],
  ['{{ .Values.image }}', 'invalid reference format: repository name (library/{{ .Values.image }}) must be lowercase'],
  [`nginx:${'a'.repeat(129)}`, 'invalid reference format'],
  ['FAILED_IMAGE', 'invalid reference format: repository name (library/FAILED_IMAGE) must be lowercase'],
  ['registry:5000/App', 'invalid reference format: repository name (App) must be lowercase'],
  ['a'.repeat(256), 'repository name must not be more than 255 characters'],
  [hex64, `invalid repository name (${hex64}), cannot specify 64-byte hexadecimal strings`],
  [`nginx@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
  [`nginx@constructor:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
  [`nginx@sha256:${'a'.repeat(63)}`, 'invalid checksum digest length'],
  [`nginx@sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'],
])('%j is refused: %s', (text, error) => {
  expect(parseImageReference(text)).toEqual({ error });
});
