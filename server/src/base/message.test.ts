import { expect, test } from 'vitest';
import { inEnglish, type Language, MessageFormatter } from './formatMessage.ts';
import {
  allOf,
  anyOf,
  defineMessages,
  duration,
  listed,
  mergeTexts,
  paragraph,
  textsOf,
  timeRange,
  verbatim,
} from './message.ts';

const say = defineMessages('test', {
  plain: 'Nothing runs.',
  named: '"{name}" is not a valid name.',
  late: { text: '{container} is restarted {window} after it hangs.', detail: 'An attempt may take {timeout}.' },
  pods: { one: '{count} pod is ready', other: '{count} pods are ready' },
  outer: '{rollout}: {pods}.',
  choice: 'Use {names}.',
});

function strict(...languages: Language[]): MessageFormatter {
  const onProblem = (problem: string) => {
    throw new Error(problem);
  };
  return new MessageFormatter([...languages, inEnglish(textsOf(say))], { onProblem });
}

test('a message is plain data with the id of its room', () => {
  expect(say.named({ name: 'a' })).toEqual({ id: 'test/named', data: { name: 'a' } });
  expect(say.plain()).toEqual({ id: 'test/plain' });
});

test('detail is apart from the short text', () => {
  const message = say.late({
    container: 'app',
    window: timeRange({ bestMs: 5000, worstMs: 8000 }),
    timeout: duration(90_000),
  });
  expect(strict().text(message)).toBe('app is restarted 5–8 s after it hangs.');
  expect(strict().detail(message)).toBe('An attempt may take 1 min 30 s.');
  expect(strict().full(message)).toBe('app is restarted 5–8 s after it hangs.\nAn attempt may take 1 min 30 s.');
  expect(strict().detail(say.plain())).toBeUndefined();
});

test.each([
  [0, '0 pods are ready'],
  [1, '1 pod is ready'],
  [2, '2 pods are ready'],
])('plural of %i', (count, text) => {
  expect(strict().text(say.pods({ count }))).toBe(text);
});

test('messages nest', () => {
  expect(strict().text(say.outer({ rollout: 'web', pods: say.pods({ count: 1 }) }))).toBe('web: 1 pod is ready.');
});

test.each([
  [anyOf(['a']), 'Use a.'],
  [anyOf(['a', 'b']), 'Use a or b.'],
  [anyOf(['a', 'b', 'c']), 'Use a, b or c.'],
  [allOf(['a', 'b', 'c']), 'Use a, b and c.'],
  [listed(['a', 'b', 'c']), 'Use a, b, c.'],
  [allOf([duration(1000), 'b']), 'Use 1 s and b.'],
])('a list: %j', (names, text) => {
  expect(strict().text(say.choice({ names }))).toBe(text);
});

test('what a value holds is no placeholder', () => {
  expect(strict().text(say.named({ name: '{name}' }))).toBe('"{name}" is not a valid name.');
  expect(strict().text(say.named({ name: verbatim('$& {x}') }))).toBe('"$& {x}" is not a valid name.');
});

test('a value of any length leaves room for the message', () => {
  expect(strict().text(say.named({ name: 'x'.repeat(10_000) }))).toBe(`"${'x'.repeat(60)}…" is not a valid name.`);
  expect(strict().text(say.named({ name: 'x'.repeat(63) }))).toBe(`"${'x'.repeat(63)}" is not a valid name.`);
});

test('an unknown id and an unfilled placeholder are problems; readers see what there is', () => {
  const unknown = { id: 'test/gone' };
  const unfilled = { id: 'test/named' };
  expect(() => strict().text(unknown)).toThrow('No text for the message test/gone');
  expect(() => strict().text(unfilled)).toThrow('Nothing fills {name} of the message test/named');
  const lenient = new MessageFormatter([inEnglish(textsOf(say))]);
  expect(lenient.text(unknown)).toBe('test/gone');
  expect(lenient.text(unfilled)).toBe('"{name}" is not a valid name.');
});

test('names of objects’ own properties are no ids and fill nothing', () => {
  expect(() => strict().text({ id: 'constructor' })).toThrow('No text');
  expect(() => strict().text({ id: 'test/named', data: Object.create({ name: 'x' }) })).toThrow('Nothing fills');
});

test('another language has its own texts, units, plurals and lists, and English for what it lacks', () => {
  const chinese: Language = {
    locale: 'zh-CN',
    texts: {
      'test/choice': '请使用 {names}。',
      'test/pods': { other: '{count} 个 Pod 就绪' },
      'unit/seconds': '{count} 秒',
      'unit/minutes': '{count} 分',
    },
  };
  const formatter = strict(chinese);
  expect(formatter.text(say.choice({ names: anyOf(['a', 'b']) }))).toBe('请使用 a或b。');
  expect(formatter.text(say.choice({ names: timeRange({ bestMs: 5000, worstMs: 90_000 }) }))).toBe(
    '请使用 5 秒–1 分 30 秒。',
  );
  expect(formatter.text(say.outer({ rollout: 'web', pods: say.pods({ count: 1 }) }))).toBe('web: 1 个 Pod 就绪.');
});

test('one id has one text', () => {
  expect(() => mergeTexts(textsOf(say), { 'test/plain': 'Other' })).toThrow('Two texts for the message test/plain');
});

test('sentences follow each other, and figures in them are marked', () => {
  const both = paragraph([say.pods({ count: 2 }), say.named({ name: 'a' })]);
  expect(strict().text(both)).toBe('2 pods are ready "a" is not a valid name.');
  expect(paragraph([say.plain()])).toEqual(say.plain());
  expect(strict().parts(say.outer({ rollout: 'web', pods: both }))).toEqual([
    { text: 'web', isValue: true },
    { text: ': ', isValue: false },
    { text: '2', isValue: true },
    { text: ' pods are ready', isValue: false },
    { text: ' ', isValue: false },
    { text: '"', isValue: false },
    { text: 'a', isValue: true },
    { text: '" is not a valid name.', isValue: false },
    { text: '.', isValue: false },
  ]);
});
