import { useTranslations } from 'use-intl'

/** The names of an account's fields, for the summary of what was wrong. */
export function useAccountLabels(): Record<string, string> {
  const t = useTranslations('accounts')
  return Object.fromEntries((['name', 'email', 'phone', 'password'] as const).map((name) => [name, t(name)]))
}
