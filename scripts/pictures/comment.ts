import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkExample } from './example.ts';
import { githubHtml } from './github-html.ts';
import type { Picture } from './photograph.ts';

const stylesheet = fileURLToPath(import.meta.resolve('github-markdown-css/github-markdown-light.css'));

/** The comment as a pull request shows it, drawn with GitHub's own style sheet. */
export async function commentPicture(markdown: string, path: string): Promise<Picture> {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><style>
    ${readFileSync(stylesheet, 'utf8')}
    body { margin: 16px; background: #fff; font-family: -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif; }
    .comment { border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden; }
    .author { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; font-size: 14px; color: #59636e; }
    .author strong { color: #1f2328; }
    .bot { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 6px; font-size: 12px; }
    .octicon { margin-right: 8px; fill: currentColor; }
    .markdown-body { padding: 16px; font-size: 14px; }
  </style><div class="comment"><div class="author"><strong>github-actions</strong> <span class="bot">bot</span> commented</div>
  <div class="markdown-body">${await githubHtml(markdown)}</div></div></html>`;
  return { path, html, width: 1000 };
}

/** The comment about the basic example. */
export function exampleComment(): Promise<Picture> {
  return commentPicture(checkExample('markdown'), 'docs/images/comment.png');
}
