import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { BrandMark } from './brand.tsx'

export interface PaperShellProps {
  /** Who sends it: name, address, numbers. */
  sender: ReactNode
  /** What it is: title, number, date. */
  title: ReactNode
  /** Buttons above the sheet, never printed. */
  tools?: ReactNode
  children: ReactNode
}

/** One sheet of paper: invoice, receipt, job card, day plan. On screen it lies on the table, in print it is the page. */
export function PaperShell({ sender, title, tools, children }: PaperShellProps) {
  const t = useTranslations('ui')
  return (
    <div>
      {tools ? (
        <div className="screen-only mx-auto flex max-w-[210mm] justify-end gap-2 px-4 pt-4">{tools}</div>
      ) : null}
      <main id="main" className="paper">
        <header className="paper-head">
          <div>{title}</div>
          <div className="text-13 [&_p]:leading-[inherit]">{sender}</div>
        </header>
        {children}
        <p className="mt-12 flex items-center gap-2 text-13 text-ink-3 [&_svg]:size-4">
          <BrandMark />
          {t('madeWith')}
        </p>
      </main>
    </div>
  )
}
