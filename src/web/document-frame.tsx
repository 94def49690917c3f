import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import { onMissingWord, wordKey } from '../kit/i18n/missing.ts'
import type { Messages } from '../words/messages.ts'
import { DocumentContext, type DocumentSettings } from './document.ts'

interface FrameProps {
  settings: DocumentSettings
  words: Messages
  children: ReactNode
}

/** Everything around the router, the same on the server and in the browser: settings and words of the document. */
export function DocumentFrame({ settings, words, children }: FrameProps) {
  return (
    <DocumentContext value={settings}>
      <IntlProvider
        locale={settings.locale}
        messages={words}
        timeZone="UTC"
        now={new Date(settings.now)}
        onError={onMissingWord}
        getMessageFallback={wordKey}
      >
        {children}
      </IntlProvider>
    </DocumentContext>
  )
}
