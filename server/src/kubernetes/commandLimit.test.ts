import { expect, test } from 'vitest';
import { ownLimitSeconds } from './commandLimit.ts';

test.each([
  [['/bin/grpc_health_probe', '-addr=:50051', '-connect-timeout=5s', '-rpc-timeout=3s'], 5],
  [['grpc-health-probe', '-addr=:1', '-rpc-timeout=500ms'], 0.5],
  [['curl', '-f', '--max-time', '10', 'http://localhost'], 10],
  [['sh', '-c', 'curl -fsS -m 3 http://localhost || exit 1'], 3],
  [['wget', '-q', '-T', '4', '-O', '-', 'http://localhost'], 4],
  [['nc', '-z', '-w2', 'localhost', '80'], 2],
  [['pg_isready', '-U', 'postgres', '-t', '5'], 5],
  [['timeout', '8', '/check.sh'], 8],
  [['timeout', '-k', '1', '2m', '/check.sh'], 120],
])('%j waits %s s', (words, limit) => {
  expect(ownLimitSeconds(words)).toBe(limit);
});

test.each([
  [['curl', 'http://localhost']],
  [['cat', '-T', '5']],
  [['sh', '-c', 'curl -m 1 a; curl -m 9 b']],
  [['pg_isready', '-t', 'name']],
  [['redis-cli', 'ping']],
])('%j says no limit', (words) => {
  expect(ownLimitSeconds(words)).toBeUndefined();
});
