import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { X } from '../../../web/icons.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { useHotkeys } from '../../../web/ui/desk/hotkeys.ts'
import { FormProblem, FormScope } from '../../../web/ui/form.tsx'
import { useCalendarLink, useLostRefusal } from './use-calendar.ts'

interface FrameProps {
  title: ReactNode
  above?: ReactNode
  /** The element that led here gets the focus back. */
  from?: readonly string[]
  children: ReactNode
}

/** A sheet beside the calendar: not above it, so that the day stays in sight. Esc closes it. */
export function PanelFrame({ title, above, from = [], children }: FrameProps) {
  const t = useTranslations('calendar.panel')
  const link = useCalendarLink()
  const navigate = useNavigate()
  const lost = useLostRefusal()
  const heading = useRef<HTMLHeadingElement>(null)
  const back = useRef(from)
  useEffect(() => heading.current?.focus(), [])
  useEffect(
    () => () => {
      const opener = back.current
        .map((id) => document.getElementById(id))
        .find((one) => one?.checkVisibility())
      opener?.focus()
    },
    [],
  )
  useHotkeys({ Escape: () => void navigate(link(), { preventScrollReset: true }) })
  return (
    <aside className="panel screen-only" aria-labelledby="panel-title">
      <div className="panel-head">
        <div className="grid min-w-0 justify-items-start gap-1">
          {above}
          <h2 id="panel-title" ref={heading} tabIndex={-1} className="outline-none wrap-anywhere">
            {title}
          </h2>
        </div>
        <LinkButton
          to={link()}
          kind="bare"
          className="btn-icon"
          icon={<X />}
          aria-label={t('close')}
          preventScrollReset
        />
      </div>
      <div className="panel-body">
        {lost ? (
          <FormScope problem={lost}>
            <FormProblem />
          </FormScope>
        ) : null}
        {children}
      </div>
    </aside>
  )
}
