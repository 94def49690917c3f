import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { searchKey } from '../../../kit/input/fold.ts'
import { ChevronDown } from '../../icons.tsx'
import { FieldError, useControl } from '../field.tsx'
import type { FieldProps } from '../field.tsx'
import { useLookup } from './use-lookup.ts'
import '../css/overlays.css'

export interface ComboItem {
  id: string
  label: string
  note?: string
}

export interface ComboboxProps extends Omit<FieldProps, 'labelHidden'> {
  /** All choices; compared with Persian and Arabic letters folded. */
  items?: readonly ComboItem[]
  /** Or a search elsewhere, asked 150 ms after the last key; throw away late answers by the signal. */
  load?: (text: string, signal: AbortSignal) => Promise<readonly ComboItem[]>
  /** The chosen id at first, and its text. */
  defaultItem?: ComboItem | undefined
  /** What is typed counts too, when it is none of the choices. */
  free?: boolean
  onChoose?: (id: string | null) => void
}

/** One of many, found by typing. Sends the chosen id, or with `free` the text. */
export function Combobox({ items, load, defaultItem, free, onChoose, ...field }: ComboboxProps) {
  const t = useTranslations('ui')
  const { control, message } = useControl(field)
  const [typed, setTyped] = useState(defaultItem?.label ?? '')
  const box = useRef<HTMLDivElement>(null)
  const place = useListPlace(box)
  const answer = useLookup(typed, load)
  const found = items ? fitting(typed, items) : answer
  return (
    <ComboBox
      ref={box}
      id={control.id}
      name={field.name}
      formValue={free ? 'text' : 'key'}
      allowsCustomValue={free}
      allowsEmptyCollection
      menuTrigger="focus"
      defaultSelectedKey={defaultItem?.id}
      inputValue={typed}
      onInputChange={setTyped}
      onOpenChange={place.onOpenChange}
      onSelectionChange={(key) => onChoose?.(key === null ? null : String(key))}
      items={defaultItem && found.length === 0 && typed === defaultItem.label ? [defaultItem] : found}
      isInvalid={message !== undefined}
      validationBehavior="aria"
      className="field"
    >
      <Label className="field-label">
        {field.label}
        {field.optional ? <span className="field-optional"> ({t('optional')})</span> : null}
      </Label>
      {field.hint ? (
        <Text slot="description" className="field-hint">
          {field.hint}
        </Text>
      ) : null}
      <div className="select">
        <Input className="input pe-10" />
        <Button className="me-2 justify-self-end p-1 text-ink-2" aria-label={t('combobox.open')}>
          <ChevronDown />
        </Button>
      </div>
      <FieldError id={control.id}>{message}</FieldError>
      <Popover className="popover w-(--trigger-width)" offset={4} UNSTABLE_portalContainer={place.container}>
        <ListBox<ComboItem>
          className="options"
          renderEmptyState={() => <p className="options-empty">{t('combobox.empty')}</p>}
        >
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.label} className="option">
              <span className="option-text">
                <span>{item.label}</span>
                {item.note ? <span className="option-note">{item.note}</span> : null}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

/** The choices that fit what is typed; every one where a choice's own text stands in the line, so that it can be changed. */
function fitting(typed: string, items: readonly ComboItem[]): readonly ComboItem[] {
  const wanted = searchKey(typed)
  if (items.some((item) => searchKey(item.label) === wanted)) return items
  return items.filter((item) => searchKey(`${item.label} ${item.note ?? ''}`).includes(wanted))
}

const MARK = 'combobox'

/**
 * While its list is open React Aria hides the rest of the page from readers, yet leaves it in the order of the Tab key.
 * The list is no dialog: the page stays as it is, and the list stands inside `main`. Inside a dialog, where the rest is
 * out of reach anyway, nothing is changed.
 */
function useListPlace(box: RefObject<HTMLElement | null>) {
  const [container, setContainer] = useState<Element>()
  useEffect(() => () => keepReadable(false), [])
  const onOpenChange = (open: boolean) => {
    if (box.current?.closest('[role="dialog"], [role="alertdialog"]')) return
    setContainer(document.querySelector('main') ?? undefined)
    keepReadable(open)
  }
  return { container, onOpenChange }
}

function keepReadable(open: boolean) {
  for (const element of document.body.children) {
    if (!(element instanceof HTMLElement)) continue
    const mark = element.dataset.reactAriaTopLayer
    if (open && mark === undefined) element.dataset.reactAriaTopLayer = MARK
    if (!open && mark === MARK) delete element.dataset.reactAriaTopLayer
  }
}
