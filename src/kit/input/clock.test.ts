import { expect, test } from 'vitest'
import { formatTime } from '../time/format.ts'
import { clockOf } from './clock.ts'

test('a time is read as people write it, in either language', () => {
  for (const [typed, time] of [
    ['14:30', '14:30'],
    ['9:05', '09:05'],
    ['9', '09:00'],
    ['14.30', '14:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['2:30 PM', '14:30'],
    ['2:30\u202fPM', '14:30'],
    ['12 am', '00:00'],
    ['12:15 p.m.', '12:15'],
    ['24:00', '00:00'],
    ['۱۴:۳۰', '14:30'],
    ['٩:٠٥', '09:05'],
    ['۲:۳۰ ب.ظ.', '14:30'],
    ['۹ صبح', '09:00'],
    [' 8:00 ', '08:00'],
  ])
    expect(clockOf(typed ?? ''), typed).toBe(time)
})

test('what is no time is none', () => {
  for (const typed of [
    '',
    'noon',
    '25',
    '24:01',
    '9:60',
    '13 pm',
    '0 am',
    '9:5',
    '-1',
    '12345',
    '9:00 zm',
    '1e1',
  ])
    expect(clockOf(typed), typed).toBeNull()
})

test('every time of a day is read back as it is shown', () => {
  for (const locale of ['en', 'fa'] as const)
    for (let minute = 0; minute < 1440; minute += 7) {
      const shown = formatTime(Date.UTC(2024, 0, 1, 0, minute), { locale, calendar: 'gregory', zone: 'UTC' })
      const [hours, rest] = [Math.floor(minute / 60), minute % 60]
      expect(clockOf(shown), shown).toBe(`${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`)
    }
})
