import { expect, test } from 'vitest';
import { harmless, harmlessLine } from './plainText.ts';

test('nothing of a manifest moves the cursor, hides or turns round', () => {
  expect(harmless('a\u001b[2J\u0007b\u202ec\u200bd\u2066e\ufefff')).toBe(
    'a\ufffd[2J\ufffdb\ufffdc\ufffdd\ufffde\ufffdf',
  );
});

test('does not begin a line of its own', () => {
  expect(harmlessLine('a\n::error file=x::forged\r\nb\rc')).toBe('a␊::error file=x::forged␊b␊c');
});
