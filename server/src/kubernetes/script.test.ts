import { expect, test } from 'vitest';
import { scriptOf, sleptIn } from './script.ts';

test.each([
  [['sh', '-c', 'sleep 3; sleep 4'], 'sleep 3; sleep 4'],
  [['/bin/bash', '-ec', 'a'], 'a'],
  [['sleep', '3'], 'sleep 3'],
  [['powershell.exe', '-Command', 'Start-Sleep', '-s', '9'], 'Start-Sleep -s 9'],
])('%j runs %s', (words, script) => expect(scriptOf(words)).toBe(script));

test.each([
  ['sleep 5', 5],
  ['sleep 1m', 60],
  ['sleep "15"', 15],
  ['/bin/sleep 2.5s', 2.5],
  ['set -e\nsleep 5\n\nkill -QUIT 1\nsleep 20 # drain', 25],
  ['nginx -s quit && sleep 20', 20],
  ['(sleep 3); { sleep 4; }; sleep 1', 1],
  ['nginx -s quit 2>&1; sleep 20', 20],
  ['exec sleep 7', 7],
  ['Start-Sleep -Seconds 12', 12],
  // Nobody knows, or not in any case.
  ['sleep $DRAIN', undefined],
  ['sleep infinity', undefined],
  ['if [ -f /x ]; then sleep 40; fi', undefined],
  ['if a; then\n  if b; then\n    sleep 1\n  fi\n  sleep 2\nfi\nsleep 3', 3],
  ['for i in 1 2 3; do sleep 20; done', undefined],
  ['while curl -f localhost; do sleep 10; done; sleep 2', 2],
  ['until ! pgrep app; do sleep 5; done', undefined],
  ['curl -XPOST localhost/drain || sleep 40', undefined],
  ['[ -f /x ] && sleep 40', undefined],
  ['test -f /x && sleep 40', undefined],
  ['sleep 40 & kill 1', undefined],
  ['sleep 40 | cat', undefined],
  ['exit 0; sleep 40', undefined],
  ['echo "sleep 40; sleep 50"', undefined],
  ["echo 'a; sleep 40'; sleep 1", 1],
  ['drain() { sleep 40; }; drain', undefined],
  ['case $X in a) sleep 40;; esac', undefined],
  ['timeout 10 sleep 40', undefined],
  ['exec drain; sleep 40', undefined],
])('%j sleeps %s s', (script, seconds) => expect(sleptIn(script)).toBe(seconds));
