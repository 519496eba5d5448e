import { expect, test } from 'vitest';
import { createNonce, panelHtml } from './html.ts';

test('the page runs one script, by its nonce, a worker of its own, and has nothing inline', () => {
  const page = panelHtml({
    cspSource: 'https://x.example',
    script: 'https://x.example/main.js',
    style: 'https://x.example/main.css',
    engine: 'https://x.example/engine.js',
    nonce: 'abc',
  });
  expect(page).toContain(
    `content="default-src 'none'; style-src https://x.example; script-src 'nonce-abc'; connect-src https://x.example; worker-src blob:"`,
  );
  expect(page.match(/<script[^>]*>/g)).toEqual(['<script nonce="abc" src="https://x.example/main.js">']);
  expect(page).not.toMatch(/unsafe|style=|<style|\son\w+=/);
});

test('every nonce is another', () => {
  const nonces = Array.from({ length: 50 }, createNonce);
  expect(new Set(nonces).size).toBe(50);
  expect(nonces.every((nonce) => /^[0-9a-f]{32}$/.test(nonce))).toBe(true);
});
