import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(
    [
      '../fa/*.json',
      '!../fa/{about,accounts,apiDocs,board,booking,calendar,cardPage,customers,errors,home,mail,money,outbox,papers,payments,portal,repairs,sms,track,welcome}.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
)
