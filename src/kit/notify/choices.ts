import type { Ctx } from '../context.ts'

/** What a person can switch off; what is about the account and its security always goes. */
export const CHOSEN_PURPOSES = ['service', 'reminders', 'promotions'] as const
export const CHOSEN_CHANNELS = ['email', 'sms'] as const

interface Choice {
  purpose: (typeof CHOSEN_PURPOSES)[number]
  channel: (typeof CHOSEN_CHANNELS)[number]
  wanted: boolean
}

/** What a person chose, as `purpose channel`; what is not in it was never chosen, which is a yes. */
export async function choicesOf(ctx: Ctx, accountId: string): Promise<Map<string, boolean>> {
  const rows = await ctx.db
    .selectFrom('notificationChoices')
    .select(['purpose', 'channel', 'wanted'])
    .where('accountId', '=', accountId)
    .execute()
  return new Map(rows.map(({ purpose, channel, wanted }) => [`${purpose} ${channel}`, wanted]))
}

export async function keepChoices(tx: Ctx, accountId: string, choices: readonly Choice[]): Promise<void> {
  await tx.db
    .insertInto('notificationChoices')
    .values(choices.map((choice) => ({ accountId, ...choice, chosenAt: tx.now })))
    .onConflict((conflict) =>
      conflict.columns(['accountId', 'purpose', 'channel']).doUpdateSet(({ ref }) => ({
        wanted: ref('excluded.wanted'),
        chosenAt: ref('excluded.chosenAt'),
      })),
    )
    .execute()
}

/** Whether a message of this kind may go to an account this way. */
export async function isWanted(
  ctx: Ctx,
  { accountId, purpose, channel }: { accountId?: string; purpose: string; channel: string },
): Promise<boolean> {
  if (purpose === 'account' || !accountId) return true
  const row = await ctx.db
    .selectFrom('notificationChoices')
    .select('wanted')
    .where('accountId', '=', accountId)
    .where('purpose', '=', purpose)
    .where('channel', '=', channel)
    .executeTakeFirst()
  return row?.wanted ?? true
}
