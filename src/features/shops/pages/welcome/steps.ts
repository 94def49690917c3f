/** What a new shop is asked after it is open, in order. */
export const STEPS = ['hours', 'tax', 'people', 'service', 'try'] as const
export type SetupStep = (typeof STEPS)[number]

export const isStep = (text: string): text is SetupStep => STEPS.some((step) => step === text)

/** The step after this one; the last is its own. */
export function stepAfter(step: SetupStep): SetupStep {
  return STEPS[STEPS.indexOf(step) + 1] ?? step
}
