import type { HasConsent } from '../../kit/context.ts'
import { selectLastWord } from './store-consents.ts'

/** Whether a customer's last word at a shop is a yes to messages of this kind by this way; never asked is a no. */
export const hasConsent: HasConsent = async (ctx, asked) => (await selectLastWord(ctx, asked)) ?? false
