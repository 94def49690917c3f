/** The password of every demo sign-in. */
export const demoPassword = 'Fixbay-demo-1'

/** The PIN of the demo people who have one, at a shared device. */
export const demoPin = '4729'

/** Who comes: language, screen, theme. */
export interface Visit {
  locale?: 'en' | 'fa'
  /** Width in CSS pixels: a desk or a phone. */
  width?: 1440 | 390
  colorScheme?: 'light' | 'dark'
  javaScriptEnabled?: boolean
  /** IANA zone of the visitor's machine. */
  timezone?: string
}

/** The settings of a visitor's browser; a phone has touch. */
export function visitor({
  locale = 'en',
  width = 1440,
  colorScheme = 'light',
  javaScriptEnabled = true,
  timezone = 'UTC',
}: Visit) {
  const phone = width === 390
  return {
    locale: locale === 'fa' ? 'fa-IR' : 'en-US',
    timezoneId: timezone,
    viewport: { width, height: phone ? 844 : 900 },
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
    colorScheme,
    javaScriptEnabled,
    reducedMotion: 'reduce' as const,
  }
}
