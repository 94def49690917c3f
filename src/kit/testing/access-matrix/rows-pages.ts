import { accountsPageRows } from './rows-pages-accounts.ts'
import { calendarPageRows } from './rows-pages-calendar.ts'
import { conflictsPageRows } from './rows-pages-conflicts.ts'
import { customersPageRows } from './rows-pages-customers.ts'
import { deskPageRows } from './rows-pages-desk.ts'
import { frontPageRows } from './rows-pages-front.ts'
import { schedulePageRows } from './rows-pages-schedule.ts'
import { settingsPageRows } from './rows-pages-settings.ts'
import { signingInPageRows } from './rows-pages-signing-in.ts'
import { workshopPageRows } from './rows-pages-workshop.ts'
import type { Row } from './rows.ts'

/** Every page and every form, by area. */
export const pageRows: readonly Row[] = [
  ...frontPageRows,
  ...accountsPageRows,
  ...deskPageRows,
  ...customersPageRows,
  ...calendarPageRows,
  ...conflictsPageRows,
  ...schedulePageRows,
  ...signingInPageRows,
  ...settingsPageRows,
  ...workshopPageRows,
]
