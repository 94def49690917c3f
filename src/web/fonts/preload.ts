import inter from './inter.woff2?url'
import vazirmatn from './vazirmatn.woff2?url'

/** The `<link rel="preload">` props a page of this locale needs, one file a face; spread them in the document head. */
export function fontPreloads(locale: string) {
  const files = locale === 'fa' ? [vazirmatn, inter] : [inter]
  return files.map((href) => ({
    rel: 'preload' as const,
    as: 'font' as const,
    type: 'font/woff2',
    crossOrigin: 'anonymous' as const,
    href,
  }))
}
