import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { execWithoutShell } from './execWithoutShell.ts';

test('words, operators, variables', () =>
  checkRule(
    execWithoutShell,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { exec: { command: [cat /tmp/healthy] } }
        #                                  ^^^^^^^^^^^^^^^^ 💡 warning: A program named "cat /tmp/healthy" is unlikely to exist, so every attempt errors. This probe never restarts the container.
        readinessProbe: { exec: { command: [ps, aux, "|", grep, app] } }
        #                                            ^^^ 💡 warning: No shell reads this command, so ps gets | as an argument and may fail.
        lifecycle: { preStop: { exec: { command: [kill, -TERM, $PID] } } }
        #                                                      ^^^^ warning: No shell reads this command, so $PID is not replaced…
      - livenessProbe: { exec: { command: [curl, -f, "http://$HOST:80/"] } }
        #                                            ^^^^^^^^^^^^^^^^^^ warning: No shell reads this command, so $HOST is not replaced…
        readinessProbe: { exec: { command: [/bin/sh, -c, curl, -f, localhost] } }
        #                                                ^^^^ 💡 warning: /bin/sh -c runs only curl; the words after it are its arguments $0, $1 …
    `,
  ));

test('words behind a script, and a script’s file with its arguments', () =>
  checkRule(
    execWithoutShell,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { exec: { command: [sh, -c, "curl -s localhost", "|", "grep ok"] } }
        #                                          ^^^^^^^^^^^^^^^^^^^ 💡 warning: sh -c runs only curl -s localhost; the words after it are its arguments $0, $1 …
        readinessProbe: { exec: { command: [bash, -c, "cd /app", ";", ./ready] } }
        #                                             ^^^^^^^^^ 💡 warning: bash -c runs only cd /app; the words after it are its arguments $0, $1 …
        startupProbe: { exec: { command: [sh, "/x.sh now"] } }
        #                                     ^^^^^^^^^^^ 💡 warning: sh looks for a file named "/x.sh now", with its spaces…
        lifecycle: { preStop: { exec: { command: [bash, ./stop.sh --all] } } }
        #                                               ^^^^^^^^^^^^^^^ 💡 warning: bash looks for a file named "./stop.sh --all", with its spaces, so the preStop hook fails each time.
    `,
  ));

test.each([
  '[sh, /x.sh, now]',
  '[sh, -c, "echo $1", sh, a]',
  '[cat, /tmp/healthy]',
  '[sh, -c, "exec $0 $@", curl, -f]',
  '[sh, -c, /check.sh]',
  '[sh, -c, $CHECK, a]',
  '[sh, -c, "ps aux | grep $NAME"]',
  '[/bin/bash, -ec, "a && b"]',
  '[pg_isready, -U, $(POSTGRES_USER)]',
  '[grep, ^ok$, /status]',
  '["redis-cli", "ping"]',
  '[env, sh, -c, "a | b"]',
  '[timeout, "5", sh, -c, "curl -f http://$HOST:8080/"]',
  '[gosu, postgres, /bin/bash, -c, "test -n $PGDATA"]',
  '[perl, -e, "exit ! $ENV{OK}"]',
  '[awk, "{ if ($NF > 3) exit 1 }", /proc/loadavg]',
  '[php, -r, "$up = @fsockopen($host, 80); exit($up ? 0 : 1);"]',
  '[mosquitto_sub, -t, $SYS/broker/uptime, -C, "1"]',
  '[find, /tmp, -mmin, "-2", -exec, test, -s, "{}", ";"]',
  '["[", a, "<", b, "]"]',
  '["{{ .Values.command }}"]',
])('silent: %s', (command) =>
  checkSilent(
    execWithoutShell,
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - livenessProbe: { exec: { command: ${command} } }\n`,
  ),
);

const pod = (command: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          exec:
            command:${command}
          periodSeconds: 5 # often
    `;
test.each([
  ['Split into words', '\n            - cat /tmp/healthy', ' ["cat", "/tmp/healthy"]'],
  ['Split into words', ' ["cat /tmp/healthy"]', ' ["cat", "/tmp/healthy"]'],
  ['Run it by a shell', ' ["ps aux | grep app"]', ' ["sh", "-c", "ps aux | grep app"]'],
  ['Run it by a shell', ' [a, "&&", b]', ' ["sh", "-c", "a && b"]'],
  ['Join the script', ' [sh, -c, curl, -f, localhost]', ' ["sh", "-c", "curl -f localhost"]'],
])('%s: %s', (title, before, after) => checkFix(execWithoutShell, title, pod(before), pod(after)));

test('a variable that the container has', () =>
  checkFix(
    execWithoutShell,
    'Use $(HOST)',
    pod(' [curl, "http://$HOST/"]').replace('- liveness', '- env: [{ name: HOST, value: a }]\n        liveness'),
    pod(' [curl, "http://$(HOST)/"]').replace('- liveness', '- env: [{ name: HOST, value: a }]\n        liveness'),
  ));
