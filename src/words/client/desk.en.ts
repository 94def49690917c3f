import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(
    [
      '../en/*.json',
      '!../en/{about,accounts,apiDocs,apiKeys,audit,booking,cardPage,errors,home,mail,outbox,papers,permissions,platform,portal,privacy,roles,security,sms,track,welcome}.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
)
