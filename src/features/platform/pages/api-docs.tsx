import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { pageRequestContext } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { type Field, type Operation, operationsOf } from '../api-reference.ts'
import type { Route } from './+types/api-docs.ts'
import './api-docs.css'
import tryApi from './try-api.js?url&no-inline'

export const handle = { noScripts: true }

/** The operations of this installation, from the document that it gives to programs. */
export function loader({ context }: Route.LoaderArgs) {
  return { groups: operationsOf(context.get(pageRequestContext).httpDocument()) }
}

const MANNER = ['signIn', 'errors', 'keys', 'lists', 'values', 'words'] as const

/** What other programs may call, to read and to try. Names and summaries stay English: they are the document's. */
export default function ApiDocs({ loaderData: { groups } }: Route.ComponentProps) {
  const t = useTranslations('apiDocs')
  return (
    <>
      <Head title={t('title')} description={t('lead')} />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div data-api="" data-send={t('send')} data-answer={t('answer')}>
        <dl className="api-manner">
          {MANNER.map((part) => (
            <div key={part}>
              <dt>{t(`manner.${part}.title`)}</dt>
              <dd>{t.rich(`manner.${part}.text`, { code: (inner) => <code dir="ltr">{inner}</code> })}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-6">
          <a className="link" href="/api/openapi.json">
            {t('document')}
          </a>
        </p>
        <nav className="api-tags" aria-label={t('parts')} lang="en" dir="ltr">
          {groups.map(({ tag }) => (
            <a key={tag} className="link" href={`#${anchor(tag)}`}>
              {tag}
            </a>
          ))}
        </nav>
        <Sections>
          {groups.map(({ tag, operations }) => (
            <Section key={tag} id={anchor(tag)} title={<span lang="en">{tag}</span>}>
              {operations.map((operation) => (
                <OperationPart key={operation.id} operation={operation} />
              ))}
            </Section>
          ))}
        </Sections>
      </div>
      <script type="module" src={tryApi} />
    </>
  )
}

/** A text of the document: names stand between backticks in it. */
function withCode(text: string): ReactNode {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))
}

const anchor = (tag: string): string => tag.replaceAll(' ', '-')

function OperationPart({ operation }: { operation: Operation }) {
  const t = useTranslations('apiDocs')
  const { id, method, path, summary, whoMay, params, body, example, answers } = operation
  const file = body.length > 0 && example === null
  return (
    <details className="api-op" id={id}>
      <summary>
        <code className="api-call" dir="ltr">
          <b>{method}</b>
          {` ${path}`}
        </code>
        <span lang="en" dir="auto">
          {withCode(summary)}
        </span>
      </summary>
      <p lang="en" dir="auto" className="text-ink-2">
        {whoMay}
      </p>
      {params.length > 0 ? <Fields caption={t('params')} fields={params} /> : null}
      {body.length > 0 ? <Fields caption={t(file ? 'file' : 'body')} fields={body} /> : null}
      {answers.map(({ status, fields }) => (
        <Fields key={status} caption={t('gives', { status })} fields={fields} />
      ))}
      <Button
        hidden
        size="small"
        className="justify-self-start"
        data-try=""
        data-method={method}
        data-path={path}
        data-file={file ? '' : undefined}
        data-example={example === null ? undefined : JSON.stringify(example, null, 2)}
      >
        {t('try')}
      </Button>
    </details>
  )
}

function Fields({ caption, fields }: { caption: string; fields: readonly (Field & { place?: string })[] }) {
  const t = useTranslations('apiDocs')
  if (fields.length === 0) return <p className="small text-ink-2">{caption}</p>
  return (
    <div className="api-fields">
      <table>
        <caption>{caption}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('type')}</th>
            <th scope="col">{t('bounds')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required, note, place }) => (
            <tr
              key={name}
              data-in={place}
              data-name={place ? name : undefined}
              data-required={place && required ? '' : undefined}
              data-many={place && type.endsWith('[]') ? '' : undefined}
            >
              <th scope="row">
                <code dir="ltr">{name}</code>
                {required ? null : <span className="small text-ink-3"> {t('optional')}</span>}
                {place ? <span className="small text-ink-3"> {t(`places.${place as 'path'}`)}</span> : null}
              </th>
              <td>
                <code dir="ltr">{type}</code>
              </td>
              <td dir="auto" lang="en" className="text-ink-2">
                {note === undefined ? null : withCode(note)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
