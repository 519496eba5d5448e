import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidIngress } from './invalidIngress.ts';

test('a good one', () =>
  checkSilent(
    invalidIngress,
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec:
      rules:
      - host: www.example.com
        http:
          paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
    `,
  ));

test('leads somewhere', () =>
  checkRule(
    invalidIngress,
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec:
    #<-- error: This Ingress leads nowhere. Add rules or a defaultBackend.
      ingressClassName: nginx
    `,
  ));

test('paths and their backends', () =>
  checkRule(
    invalidIngress,
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec:
      rules:
      - host: 10.0.0.1
    #         ^^^^^^^^ error: host must be a DNS name; "10.0.0.1" is an IP address.
        http:
          paths:
          - path: api
    #             ^^^ error: The path "api" must begin with /.
            pathType: Prefix
            backend:
              service:
                name: Web
    #                 ^^^ error: "Web" is not a valid name of a Service: must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character.
                port:
    #           ^^^^ error: A port must have either a name or a number. Keep one of them.
                  name: http
                  number: 80
          - path: /a//b
    #             ^^^^^ error: The path "/a//b" must not contain "//".
            pathType: Exact
            backend: {}
    #       ^^^^^^^ error: A backend needs a service or a resource. Add one.
          - path: /x
            pathType: prefix
    #                 ^^^^^^ error: "prefix" is not a pathType. Use Exact, Prefix or ImplementationSpecific.
            backend:
              service:
                name: web
                port:
    #           ^^^^ error: The service needs a port. Add port.number or port.name.
                  number: 0
          - path: /y
    #       ^^^^^^^^ error: pathType is required.
      - http:
          paths: []
    #     ^^^^^ error: This rule has no paths. Add one.
    `,
  ));

test('hosts may begin with a star, and only there', () =>
  checkRule(
    invalidIngress,
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        resource: {apiGroup: example.com, kind: Bucket, name: a/b}
    #                                                         ^^^ error: "a/b" is not a valid name: must not contain '/'.
      tls:
      - hosts: ["*.example.com", "www.*.com"]
    #                            ^^^^^^^^^^^ error: "www.*.com" is not a valid host: must start with '*.', followed by a valid DNS subdomain.
        secretName: a_b
    #               ^^^ error: "a_b" is not a valid secretName: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
    `,
  ));

test('annotation and class say the same', () =>
  checkRule(
    invalidIngress,
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web, annotations: {kubernetes.io/ingress.class: haproxy}}
    #                                                                ^^^^^^^ error: The annotation says "haproxy", but ingressClassName says "nginx". Keep one of them.
    spec:
      ingressClassName: nginx
      defaultBackend:
        service: {name: web, port: {number: 80}}
    `,
  ));

test('names of Services begin with a digit since 1.36', () =>
  checkSilent(
    invalidIngress,
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service: {name: 1a, port: {number: 80}}
    `,
    { kubernetes: '1.36' },
  ));
