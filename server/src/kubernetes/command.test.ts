import { describe, expect, it } from 'vitest';
import { cannotRun, notFound, plainCommand } from './command.ts';

describe('plainCommand', () => {
  const ends = (endsAfterSeconds: number | undefined, exitCode = 0) => ({ endsAfterSeconds, exitCode });
  it.each([
    [['sleep', '20'], ends(20)],
    [['/bin/sleep', '1.5m'], ends(90)],
    [['sh', '-c', 'sleep 20'], ends(20)],
    [['sh', '-c', 'sleep 5; exit 3'], ends(5, 3)],
    [['bash', '-c', 'exec sleep 10'], ends(10)],
    [['sh', '-c', 'echo started && sleep 2 && echo done'], ends(2)],
    [['true'], ends(0)],
    [['/bin/false'], ends(0, 1)],
    [['sh', '-c', 'exit 1'], ends(0, 1)],
    [['sleep', 'infinity'], ends(undefined)],
    [['tail', '-f', '/dev/null'], ends(undefined)],
    [['sh', '-c', 'sleep 1; tail -f /dev/null'], ends(undefined)],
  ])('%j', (words, expected) => {
    expect(plainCommand(words)).toEqual(expected);
  });

  it.each([
    [['sh', '-c', 'sleep 300 && no-such-command']],
    [['sh', '-c', 'sleep $DELAY']],
    [['sh', '-c', 'sleep 5 & run']],
    [['sh', '-c', 'exit $?']],
    [['sh', '-c', 'while true; do sleep 1; done']],
    [['sh', '-c', 'false || sleep 3']],
    [['sleep 20']],
    [['run-export']],
    [['sh', '-c', 'echo one\necho two\n']],
    [[]],
    [[7 as unknown as string, '{}']],
  ])('%j does more, or nothing that is known', (words) => {
    expect(plainCommand(words)).toBeUndefined();
  });
});

describe('cannotRun', () => {
  it.each([
    ['pidof httpd'],
    ['/bin/grpc_health_probe -addr=localhost:5000 -rpc-timeout=1s'],
    ['sh -c | /scripts/alive.sh'],
  ])('%s', (program) => {
    expect(cannotRun([program])).toBe(true);
  });

  it.each([['cat'], ['C:\\Program Files\\app\\run.exe'], ['/opt/my app/run'], [''], [' cat ']])(
    'not: %s',
    (program) => {
      expect(cannotRun([program])).toBe(false);
    },
  );

  it('says it as runc does', () => {
    expect(notFound(['pidof httpd'])).toBe('exec: "pidof httpd": executable file not found in $PATH');
    expect(notFound(['/bin/x -a'])).toBe('exec: "/bin/x -a": stat /bin/x -a: no such file or directory');
  });
});
