const BRAND = 'Fixbay'

/**
 * The title and description of a page; stands anywhere in the page's component, React puts it in the document's head.
 * `hidden` keeps a page from search engines: everything behind a code or a sign-in.
 */
export function Head({
  title,
  description,
  hidden,
}: {
  title: string
  description?: string
  hidden?: boolean
}) {
  return (
    <>
      <title>{`${title} · ${BRAND}`}</title>
      {description ? <meta name="description" content={description} /> : null}
      {hidden ? <meta name="robots" content="noindex" /> : null}
    </>
  )
}
