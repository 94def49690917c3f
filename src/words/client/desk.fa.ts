import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(
    [
      '../fa/*.json',
      '!../fa/{about,accounts,apiDocs,cardPage,errors,home,mail,outbox,papers,privacy,security,sms}.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
)
