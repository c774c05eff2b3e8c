/** The tag a customer pastes before `</body>`. */
export interface EmbedTag {
  readonly html: string;
  readonly publicKey: string;
  readonly scriptUrl: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeAttribute = (value: string): string => value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Builds the tag. Both values are escaped: the URL is configuration, and configuration may hold an ampersand. */
export function embedTag(publicKey: string, publicUrl: string): EmbedTag {
  const scriptUrl = `${publicUrl.replace(/\/+$/, '')}/widget.js`;
  const html = `<script src="${escapeAttribute(scriptUrl)}" data-agent="${escapeAttribute(publicKey)}" async></script>`;
  return { html, publicKey, scriptUrl };
}
