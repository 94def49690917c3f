import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import ui from '../../words/en/ui.json'
import type { Messages } from '../../words/messages.ts'
import { DocumentContext } from '../document.ts'
import { documentSettings } from '../testing/document.ts'
import { Checkbox, RadioCards } from './choices.tsx'
import { Form, nameOfPointer } from './form.tsx'
import type { FormProps } from './form.tsx'
import { Select, TextInput } from './inputs.tsx'

function draw(props: Pick<FormProps, 'problem' | 'values'>, locale: 'en' | 'fa' = 'en'): string {
  const page = () => (
    <Form method="post" {...props}>
      <TextInput name="name" label="Name" defaultValue="Ann" />
      <TextInput name="customer.phone" type="tel" label="Phone" hint="Any form" />
      <TextInput name="password" type="password" label="Password" />
      <TextInput name="percent" inputMode="decimal" label="Percent" defaultValue="8.875" />
      <TextInput name="pieces" inputMode="numeric" label="Pieces" defaultValue={4} />
      <Select
        name="make"
        label="Make"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
      <Checkbox name="remind" label="Remind me" defaultChecked />
      <RadioCards
        name="how"
        label="How"
        choices={[
          { value: 'cash', title: 'Cash' },
          { value: 'card', title: 'Card' },
        ]}
      />
    </Form>
  )
  const Stub = createRoutesStub([{ path: '/', Component: page }])
  return renderToString(
    <IntlProvider locale="en" timeZone="UTC" messages={{ ui } as unknown as Messages}>
      <DocumentContext value={{ ...documentSettings, locale }}>
        <Stub />
      </DocumentContext>
    </IntlProvider>,
  )
}

const inputOf = (html: string, name: string) =>
  html.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`))?.[0] ?? ''

test('a refused form ties each error to its field and lists them on top', () => {
  const html = draw({
    problem: { errors: [{ pointer: '/customer/phone', message: 'No such number' }] },
    values: {},
  })
  expect(inputOf(html, 'customer.phone')).toContain('aria-invalid="true"')
  expect(inputOf(html, 'customer.phone')).toContain(
    'aria-describedby="f-customer-phone-hint f-customer-phone-error"',
  )
  expect(html).toContain('<a href="#f-customer-phone">No such number</a>')
  expect(html).toMatch(/id="f-customer-phone-error"[^>]*>.*?No such number/)
  expect(inputOf(html, 'name')).not.toContain('aria-invalid')
})

test('figures stand in the reader’s digits; what cannot be read as one stays as it was typed', () => {
  const html = draw({ values: { name: 'Ann 2' } }, 'fa')
  expect(inputOf(html, 'percent')).toContain('value="۸٫۸۷۵"')
  expect(inputOf(html, 'pieces')).toContain('value="۴"')
  expect(inputOf(html, 'name')).toContain('value="Ann 2"')
  const typed = draw({ problem: { title: 'Refused' }, values: { percent: '8 or 9', pieces: '12' } }, 'fa')
  expect(inputOf(typed, 'percent')).toContain('value="8 or 9"')
  expect(inputOf(typed, 'pieces')).toContain('value="۱۲"')
  expect(inputOf(draw({}), 'percent')).toContain('value="8.875"')
})

test('a refused form keeps what was typed and chosen, but never a password', () => {
  const values = { name: 'Bea', password: 'secret-1', make: 'b', how: 'card' }
  const html = draw({ problem: { title: 'Refused' }, values })
  expect(inputOf(html, 'name')).toContain('value="Bea"')
  expect(html).not.toContain('secret-1')
  expect(html).toMatch(/<option[^>]*value="b"[^>]*selected/)
  expect(html).toMatch(
    /<input[^>]*type="radio"[^>]*checked[^>]*value="card"|<input[^>]*value="card"[^>]*checked/,
  )
  expect(inputOf(html, 'remind')).not.toContain('checked')
})

test('a fresh form shows its defaults and no summary', () => {
  const html = draw({})
  expect(inputOf(html, 'name')).toContain('value="Ann"')
  expect(inputOf(html, 'remind')).toContain('checked')
  expect(html).not.toContain('role="alert"')
})

test('a pointer names the field in dots', () => {
  expect(nameOfPointer('/customer/phone')).toBe('customer.phone')
  expect(nameOfPointer('/a~1b/c~0d')).toBe('a/b.c~d')
})
