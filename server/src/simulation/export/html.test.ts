import { expect, test } from 'vitest';
import { html } from './html.ts';

const parts = {
  title: 'web',
  style: 'body { color: red }',
  page: 'console.log(1)',
  panel: 'console.log(2)',
  nonce: 'abc',
};

test('nothing but scripts and styles with the nonce counts, and nothing comes from elsewhere', () => {
  const page = html(parts);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)!;
  expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'; /);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(page).not.toMatch(/\ssrc=|\shref=|\son\w+=/);
  for (const [tag] of page.matchAll(/<(?:script|style)[^>]*>/g))
    expect(tag).toMatch(/nonce="abc"|type="application\/json"/);
});

test('what stands in it ends no element', () => {
  const hostile = '</script><script>alert(1)</script><!--<script></style>';
  const page = html({
    ...parts,
    title: hostile,
    state: { manifest: hostile },
    panel: `f(${JSON.stringify(hostile)})`,
  });
  expect(page.match(/<\/script>/g)).toHaveLength(3);
  expect(page.match(/<script\b/g)).toHaveLength(3 + 2);
  expect(page).not.toContain('<!--');
  const state = /id="state">(.*)<\/script>/.exec(page)![1]!;
  expect(JSON.parse(state)).toEqual({ manifest: hostile });
});
