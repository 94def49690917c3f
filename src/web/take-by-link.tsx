import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from './document.ts'
import { LinkButton, SubmitButton } from './ui/button.tsx'
import { Form, type FormProps } from './ui/form.tsx'

interface TakeByLinkProps {
  /** Who is signed in, as people know them; null for nobody. */
  account: string | null
  /** The page itself: where signing in and registering lead back to. */
  here: string
  problem: FormProps['problem']
  register: string
  signIn: string
  /** Says who is signed in. */
  as: ReactNode
  submit: string
}

/** What a secret link offers is taken by an account: the ways to one, or the button that takes it. */
export function TakeByLink({ account, here, problem, register, signIn, as, submit }: TakeByLinkProps) {
  const to = usePaths()
  const t = useTranslations('ui')
  if (account === null)
    return (
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton to={to.register(here)} kind="primary">
          {register}
        </LinkButton>
        <LinkButton to={to.signIn(here)}>{signIn}</LinkButton>
      </div>
    )
  return (
    <Form method="post" problem={problem} className="mt-6">
      <p className="text-ink-2">{as}</p>
      <SubmitButton className="sm:justify-self-start">{submit}</SubmitButton>
      <p className="small text-ink-2">
        {t.rich('otherAccount', {
          link: (words) => (
            <Link to={to.signOut()} className="link">
              {words}
            </Link>
          ),
        })}
      </p>
    </Form>
  )
}
