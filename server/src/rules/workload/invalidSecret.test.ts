import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidSecret } from './invalidSecret.ts';

test('good ones', () =>
  checkSilent(
    invalidSecret,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/tls
    data: {tls.crt: YQ==, tls.key: ""}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/basic-auth
    stringData: {username: a}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/dockerconfigjson
    data: {.dockerconfigjson: eyJhdXRocyI6e319}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: example.com/own
    data: {}
    `,
  ));

test('a certificate needs its key', () =>
  checkRule(
    invalidSecret,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/tls
    #     ^^^^^^^^^^^^^^^^^ error: A Secret of type kubernetes.io/tls needs the key "tls.key" in data or stringData. Add it.
    data: {tls.crt: YQ==}
    `,
  ));

test('a key of SSH must not be empty', () =>
  checkRule(
    invalidSecret,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/ssh-auth
    #     ^^^^^^^^^^^^^^^^^^^^^^ error: A Secret of type kubernetes.io/ssh-auth needs the key "ssh-privatekey" in data or stringData. Add it.
    data: {ssh-privatekey: ""}
    `,
  ));

test('one of user and password', () =>
  checkRule(
    invalidSecret,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/basic-auth
    #     ^^^^^^^^^^^^^^^^^^^^^^^^ error: A Secret of type kubernetes.io/basic-auth needs the key "username" in data or stringData. Add it.
    #     ^^^^^^^^^^^^^^^^^^^^^^^^ error: A Secret of type kubernetes.io/basic-auth needs the key "password" in data or stringData. Add it.
    data: {user: YQ==}
    `,
  ));

test('the configuration of Docker is JSON', () =>
  checkRule(
    invalidSecret,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/dockerconfigjson
    stringData:
      .dockerconfigjson: auths
    #                    ^^^^^ error: ".dockerconfigjson" must hold a JSON object.
    `,
  ));

test('a token names its account', () =>
  checkRule(
    invalidSecret,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/service-account-token
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A Secret of this type needs the annotation kubernetes.io/service-account.name. Add it.
    data: {}
    `,
  ));

test('a list without items is read as no bytes', () =>
  checkRule(
    invalidSecret,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    type: kubernetes.io/dockerconfigjson
    data: {.dockerconfigjson: []}
    #      ^^^^^^^^^^^^^^^^^ error: ".dockerconfigjson" must hold a JSON object.
    `,
  ));
