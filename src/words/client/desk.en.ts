import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(
    [
      '../en/*.json',
      '!../en/{about,accounts,acting,apiDocs,apiKeys,audit,booking,cardPage,catalog,devices,errors,home,household,mail,organisation,outbox,papers,payments,permissions,platform,portal,privacy,roles,security,shopPrivacy,sms,track,unsubscribe,welcome}.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
)
