import { expect, test } from 'vitest';
import { keptSigterm } from './shellScript.ts';

// What each shell does was tried with dash 0.5.12 (Debian 12), bash 5.2 and busybox 1.35.
test.each([
  ['/bin/sh', 'mkdir -p /data; java -jar /app.jar', 'java', false],
  ['sh', 'cp -r /conf/* /etc/app && node server.js', 'node', false],
  ['sh', 'set -e\npython migrate_db.py\ngunicorn app:app\n', 'gunicorn', false],
  ['ash', 'export OPTS=-Xmx1g; java $OPTS -jar /app.jar', 'java', false],
  ['bash', 'java -jar /app.jar | tee /var/log/app.log', 'java', true],
  ['bash', 'java -jar /app.jar 2>&1 | tee /var/log/app.log', 'java', true],
  ['bash', 'node server.js || true', 'node', true],
  ['bash', 'mkdir -p /data; java -jar /app.jar; echo ended', 'java', true],
  ['bash', 'if [ -f /app.jar ]; then java -jar /app.jar; fi', 'java', true],
  ['sh', 'PORT=80 JAVA_HOME=/opt java -jar a.jar; exit 1', 'java', true],
])('%s -c %j keeps SIGTERM from %s', (shell, script, program, certain) => {
  expect(keptSigterm(shell, script)).toEqual({ program, certain });
});

test.each([
  // The shell is replaced, or hands signals on.
  ['sh', 'mkdir -p /data; exec java -jar /app.jar'],
  ['sh', 'trap "kill $!" TERM; java -jar /app.jar & wait'],
  ['sh', 'node server.js & node other.js'],
  ['bash', 'mkdir -p /data; java -jar /app.jar'],
  ['bash', 'cd /app && npm start'],
  ['bash', 'if [ ! -d /data ]; then mkdir /data; fi; java -jar /app.jar'],
  // Alone it is replaced by most.
  ['sh', 'java -jar /app.jar'],
  // Demonstrations, and what ends by itself.
  ['sh', 'while true; do date; sleep 5; done'],
  ['sh', 'echo hello; sleep 3600'],
  ['sh', 'touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600'],
  ['sh', 'nginx -t; cat /etc/nginx/nginx.conf'],
  ['sh', 'java -version; ./other'],
  ['sh', 'python manage.py migrate && python manage.py collectstatic'],
  ['sh', 'for f in a b; do node $f.js; done'],
  // Not known to serve, or not known to be what serves.
  ['sh', 'python prepare.py; sleep infinity'],
  ['sh', 'mkdir /data; /start.sh'],
])('%s -c %j: nothing to say', (shell, script) => {
  expect(keptSigterm(shell, script)).toBeUndefined();
});
