import { h, type JSX, type TargetedEvent } from 'preact';
import type { FleetData } from './data.ts';
import type { Change } from './fleet-table.ts';
import { SEARCH } from './page-parts.ts';
import type { Selection } from './selection.ts';

interface Choice {
  label: string;
  value: string | null;
  options: [value: string, text: string][];
  choose: (value: string | null) => void;
}

function choice({ label, value, options, choose }: Choice): JSX.Element {
  const all = [['', 'any'], ...options].map(([option = '', text]) =>
    h('option', { value: option, selected: option === (value ?? '') }, text),
  );
  const onChange = ({ currentTarget }: TargetedEvent<HTMLSelectElement>) => {
    choose(currentTarget.value === '' ? null : currentTarget.value);
  };
  return h('label', null, `${label} `, h('select', { onChange }, all));
}

function searchBox({ query }: Selection, change: Change): JSX.Element {
  const onInput = ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
    change({ query: currentTarget.value });
  };
  return h(
    'label',
    { class: 'search' },
    'Search ',
    h('input', {
      type: 'search',
      id: SEARCH,
      value: query,
      placeholder: 'component or path',
      'aria-keyshortcuts': '/',
      onInput,
    }),
    h('kbd', { 'aria-hidden': 'true' }, '/'),
  );
}

/** Search, and what else narrows the list. */
export function filters({ stages, gates, entries }: FleetData, selection: Selection, change: Change): JSX.Element {
  const reached = ['none', ...stages].map((stage): [string, string] => [stage, stage]);
  const onChange = ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
    change({ affectedOnly: currentTarget.checked });
  };
  return h(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Components' },
    searchBox(selection, change),
    choice({
      label: 'Achieved',
      value: selection.achieved,
      options: reached,
      choose: (achieved) => {
        change({ achieved });
      },
    }),
    choice({
      label: 'Open gate',
      value: selection.gate,
      options: gates.map(({ id, title }) => [id, title]),
      choose: (gate) => {
        change({ gate });
      },
    }),
    entries.every(({ affected }) => affected)
      ? null
      : h(
          'label',
          null,
          h('input', { type: 'checkbox', checked: selection.affectedOnly, onChange }),
          ' affected by the change',
        ),
  );
}
