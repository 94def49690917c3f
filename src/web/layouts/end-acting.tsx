import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../document.ts'
import { Button } from '../ui/button.tsx'

/** The way out of acting in another's place: one is oneself again. */
export function EndActing({ size, children }: { size?: 'small'; children?: string }) {
  const t = useTranslations('common.acting')
  return (
    <Form method="post" action={usePaths().endActing()} reloadDocument>
      <Button type="submit" size={size}>
        {children ?? t('end')}
      </Button>
    </Form>
  )
}
