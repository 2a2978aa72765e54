import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import { remarkAlert } from 'remark-github-blockquote-alert';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** GitHub draws alerts itself, after it has sanitised: what they are made of comes on top of what it lets pass. */
const withAlerts: Options = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'svg', 'path'],
  attributes: {
    ...defaultSchema.attributes,
    div: [...(defaultSchema.attributes?.['div'] ?? []), ['className', /^markdown-alert/], ['dir', 'auto']],
    p: [
      ['className', 'markdown-alert-title'],
      ['dir', 'auto'],
    ],
    svg: ['className', 'viewBox', 'width', 'height', 'ariaHidden'],
    path: ['d'],
  },
};

/** Markdown as HTML by GitHub's rules of what may stand in it; without them where a test looks for what they take away. */
export async function githubHtml(markdown: string, { sanitised = true, alerts = true } = {}): Promise<string> {
  const schema = alerts ? withAlerts : defaultSchema;
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(alerts ? [remarkAlert] : [])
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(sanitised ? [[rehypeSanitize, schema]] : [])
    .use(rehypeStringify);
  return String(await processor.process(markdown));
}
