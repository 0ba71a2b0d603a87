import { hrefOf } from "../../app/router";
import { place } from "../../app/store";
import { t } from "../../text";
import { ButtonLink } from "../../ui";

/** A link that leads nowhere. */
export default function Missing() {
  return (
    <div class="head">
      <h1 class="plain">{t.value.missing.title}</h1>
      <p class="lead">{t.value.missing.text}</p>
      <p><ButtonLink href={hrefOf(place.value)}>{t.value.missing.back}</ButtonLink></p>
    </div>
  );
}
