import type { InputHTMLAttributes, ReactNode } from 'react'
import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { Search } from '../icons.tsx'
import { SubmitButton } from './button.tsx'
import { useFieldScope } from './form.tsx'

export interface SearchBoxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'name'> {
  /** Read aloud, and shown in the empty line unless `placeholder` is given. */
  label: string
  name?: string
  /** Where the search goes; this page unless said. */
  action?: string
  /** Words of the button; none: Enter sends. */
  button?: ReactNode
  /** The key that leads here, shown at the end of the line; the page listens for it (`desk/hotkeys.ts`). */
  hotkey?: string
  /** Hidden fields or further choices that travel with the search. */
  children?: ReactNode
}

/** One line to search with, as a GET form: the answer has an address. */
export function SearchBox({
  label,
  name = 'q',
  action,
  button,
  hotkey,
  children,
  ...native
}: SearchBoxProps) {
  const t = useTranslations('ui')
  const { value: typed } = useFieldScope(name)
  const value = native.value === undefined ? { defaultValue: typed ?? native.defaultValue } : {}
  return (
    <search>
      <Form method="get" action={action} className="search">
        <div className="search-line">
          <input
            placeholder={label}
            {...native}
            {...value}
            type="search"
            name={name}
            aria-label={label}
            aria-keyshortcuts={hotkey}
            data-hotkey={hotkey}
            autoComplete="off"
            enterKeyHint="search"
            className="input"
          />
          <Search />
          {hotkey ? (
            <kbd className="key" aria-hidden="true">
              {hotkey}
            </kbd>
          ) : null}
        </div>
        {children}
        {button ? (
          <SubmitButton kind="quiet">{button}</SubmitButton>
        ) : (
          <button type="submit" className="sr-only">
            {t('search')}
          </button>
        )}
      </Form>
    </search>
  )
}
