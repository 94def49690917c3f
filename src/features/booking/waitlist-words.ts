/** The part of the day that somebody waits for: by the shop's clock, before noon, until five, after. */
export const DAY_PARTS = ['any', 'morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof DAY_PARTS)[number]

/** waiting: in the list · offered: a time is held for them · the others are over. */
export type WaitStatus = 'waiting' | 'offered' | 'booked' | 'left' | 'expired'

/** Whether an hour of the day is in a part of it. */
export function isInPart(hour: number, part: DayPart): boolean {
  if (part === 'any') return true
  return part === (hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening')
}
