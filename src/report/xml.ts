/** What XML 1.0 does not allow even escaped: https://www.w3.org/TR/xml/#charsets */
const forbidden = /[\p{Cs}\uFFFE\uFFFF]|[^\P{Cc}\t\n\r]/gu;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for XML, inside and outside of attributes. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '\uFFFD').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** An element; attributes that are `null` are left out, the content is XML already. */
export function element(name: string, attributes: Record<string, string | number | null>, content = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  const start = `<${name}${written.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}
