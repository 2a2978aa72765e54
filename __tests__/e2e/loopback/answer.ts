/** What is answered: a status, and of the body what matters. */
export interface Answer {
  status: number;
  body: unknown;
  /** Where a redirect leads. */
  location?: string;
}

/** An error as GitHub words it. */
export function refuse(status: number, message: string): Answer {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  };
}

/** What was asked for. */
export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

/** A part of a list, as the query asks for it. */
export function page<T>(all: T[], query: Map<string, string>): T[] {
  const size = Number(query.get('per_page') ?? 30);
  const start = (Number(query.get('page') ?? 1) - 1) * size;
  return all.slice(start, start + size);
}
