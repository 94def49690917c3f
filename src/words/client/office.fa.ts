import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(
    [
      '../fa/*.json',
      '!../fa/{about,accounts,acting,apiDocs,board,booking,calendar,cardPage,customers,errors,home,household,mail,money,outbox,papers,payments,portal,privacy,repairs,schedule,shopPrivacy,sms,track,unsubscribe,welcome}.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
)
