import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(
    [
      '../en/*.json',
      '!../en/{about,accounts,apiDocs,apiKeys,audit,booking,cardPage,devices,errors,home,household,mail,organisation,outbox,papers,permissions,platform,portal,privacy,roles,security,shopPrivacy,sms,track,unsubscribe,welcome}.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
)
