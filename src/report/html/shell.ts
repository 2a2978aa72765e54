import { createHash } from 'node:crypto';
import { h, type JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** The source of a policy that allows this very text and no other, https://www.w3.org/TR/CSP3/#match-element-to-source-list */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Nothing is loaded, nothing is sent, and no script or style runs but ours. */
function contentPolicy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Text that HTML takes as it stands. Only the page's own program, its stylesheet and {@link dataElement} come here, never a report. */
function verbatim(name: 'script' | 'style', text: string, attributes: Record<string, string> = {}): JSX.Element {
  return h(name, { ...attributes, dangerouslySetInnerHTML: { __html: text } });
}

/** Data for the page's program. Nothing in it can end the element or begin a comment, for it has no `<`. */
export function dataElement(id: string, data: unknown): JSX.Element {
  return verbatim('script', JSON.stringify(data).replaceAll('<', String.raw`\u003c`), { type: 'application/json', id });
}

/** The page's program, run as soon as the browser has read so far. */
export function programElement(script: string): JSX.Element {
  return verbatim('script', script);
}

/** A whole document, complete in itself; `script` is the one that may run in it. */
export function documentOf(parts: { title: string; body: JSX.Element[]; script: string; style: string }): string {
  const { title, body, script, style } = parts;
  const head = h(
    'head',
    null,
    h('meta', { charset: 'utf-8' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: contentPolicy(script, style) }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', null, title),
    verbatim('style', style),
  );
  const page = h('html', { lang: 'en' }, head, h('body', null, body));
  return `<!doctype html>\n${renderToString(page)}\n`;
}
