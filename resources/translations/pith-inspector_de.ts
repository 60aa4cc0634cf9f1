<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>No check speaks of this by itself.</source>
        <translation>Keine Prüfung handelt für sich davon.</translation>
    </message>
    <message>
        <source>Open in the help</source>
        <translation>In der Hilfe öffnen</translation>
    </message>
    <message>
        <source>Help on {}</source>
        <translation>Hilfe zu {}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>New &amp;tab</source>
        <translation>Neuer &amp;Tab</translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation>Dateien ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;address or Pith Number…</source>
        <translation>&amp;Adresse oder Pith Number öffnen…</translation>
    </message>
    <message>
        <source>Open from the clip&amp;board</source>
        <translation>Aus der Z&amp;wischenablage öffnen</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>Tab s&amp;chließen</translation>
    </message>
    <message>
        <source>Check the &amp;paper&apos;s text…</source>
        <translation>Te&amp;xt der Arbeit prüfen…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Copy &amp;value</source>
        <translation>&amp;Wert kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;name</source>
        <translation>&amp;Namen kopieren</translation>
    </message>
    <message>
        <source>Copy JSON &amp;Pointer</source>
        <translation>JSON &amp;Pointer kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Ne&amp;xt match</source>
        <translation>Nächster &amp;Treffer</translation>
    </message>
    <message>
        <source>Previo&amp;us match</source>
        <translation>&amp;Vorheriger Treffer</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Untersuchen</translation>
    </message>
    <message>
        <source>&amp;Coverage</source>
        <translation>Ab&amp;deckung</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>&amp;Zeitachse</translation>
    </message>
    <message>
        <source>&amp;Findings</source>
        <translation>&amp;Befunde</translation>
    </message>
    <message>
        <source>Only &amp;problems</source>
        <translation>Nur &amp;Probleme</translation>
    </message>
    <message>
        <source>&amp;Expand subtree</source>
        <translation>&amp;Teilbaum aufklappen</translation>
    </message>
    <message>
        <source>C&amp;ollapse subtree</source>
        <translation>Teilbaum zuk&amp;lappen</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>Du&amp;nkel</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Blue and orange colours</source>
        <translation>Blaue und &amp;orange Farben</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>Überbl&amp;ick</translation>
    </message>
    <message>
        <source>Show the &amp;cause</source>
        <translation>&amp;Ursache zeigen</translation>
    </message>
    <message>
        <source>&amp;Next finding</source>
        <translation>&amp;Nächster Befund</translation>
    </message>
    <message>
        <source>&amp;Previous finding</source>
        <translation>&amp;Vorheriger Befund</translation>
    </message>
    <message>
        <source>Next &amp;tab</source>
        <translation>Nächster &amp;Tab</translation>
    </message>
    <message>
        <source>Previous ta&amp;b</source>
        <translation>Vorheriger Ta&amp;b</translation>
    </message>
    <message>
        <source>Compare &amp;with…</source>
        <translation>&amp;Vergleichen mit…</translation>
    </message>
    <message>
        <source>&amp;Next difference</source>
        <translation>&amp;Nächster Unterschied</translation>
    </message>
    <message>
        <source>&amp;Previous difference</source>
        <translation>V&amp;origer Unterschied</translation>
    </message>
    <message>
        <source>Only &amp;differences</source>
        <translation>Nur &amp;Unterschiede</translation>
    </message>
    <message>
        <source>&amp;Hide volatile fields</source>
        <translation>&amp;Flüchtige Felder ausblenden</translation>
    </message>
    <message>
        <source>&amp;Volatile fields…</source>
        <translation>F&amp;lüchtige Felder…</translation>
    </message>
    <message>
        <source>&amp;Swap sides</source>
        <translation>&amp;Seiten tauschen</translation>
    </message>
    <message>
        <source>&amp;Copy the difference</source>
        <translation>Unterschied &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Export the comparison…</source>
        <translation>Vergleich &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Trusted keys…</source>
        <translation>&amp;Vertraute Schlüssel…</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Pith Inspector</source>
        <translation>Über &amp;Pith Inspector</translation>
    </message>
    <message>
        <source>Sa&amp;ve report…</source>
        <translation>Be&amp;richt speichern…</translation>
    </message>
    <message>
        <source>Pr&amp;int report…</source>
        <translation>Bericht &amp;drucken…</translation>
    </message>
    <message>
        <source>&amp;Compare fingerprint…</source>
        <translation>&amp;Fingerabdruck vergleichen…</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>Not&amp;izen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Add a note</source>
        <translation>Notiz &amp;anlegen</translation>
    </message>
    <message>
        <source>Und&amp;o note change</source>
        <translation>Än&amp;derung einer Notiz zurücknehmen</translation>
    </message>
    <message>
        <source>Re&amp;do note change</source>
        <translation>Änderung einer Notiz wieder&amp;holen</translation>
    </message>
    <message>
        <source>Add a note on the do&amp;cument</source>
        <translation>Notiz zum Do&amp;kument anlegen</translation>
    </message>
    <message>
        <source>Ne&amp;xt note</source>
        <translation>Nä&amp;chste Notiz</translation>
    </message>
    <message>
        <source>Pre&amp;vious note</source>
        <translation>V&amp;orige Notiz</translation>
    </message>
    <message>
        <source>Copy &amp;summary</source>
        <translation>&amp;Gesamtergebnis kopieren</translation>
    </message>
    <message>
        <source>Copy summary as &amp;Markdown</source>
        <translation>Gesamtergebnis als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy findin&amp;g</source>
        <translation>&amp;Befund kopieren</translation>
    </message>
    <message>
        <source>Copy finding as Ma&amp;rkdown</source>
        <translation>Befund als Ma&amp;rkdown kopieren</translation>
    </message>
</context>
<context>
    <name>AddressDialog</name>
    <message>
        <source>Open address or Pith Number</source>
        <translation>Adresse oder Pith Number öffnen</translation>
    </message>
</context>
<context>
    <name>AddressField</name>
    <message>
        <source>Fetches only this address, over https, after showing the host.</source>
        <translation>Holt nur diese Adresse, über https, und zeigt vorher den Host.</translation>
    </message>
    <message>
        <source>https://…, pith:2017:M5BNRHPU…, or arXiv 1711.04623</source>
        <translation>https://…, pith:2017:M5BNRHPU… oder arXiv 1711.04623</translation>
    </message>
    <message>
        <source>Address, Pith Number or arXiv id</source>
        <translation>Adresse, Pith Number oder arXiv-Kennung</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open address or Pith Number</source>
        <translation>Adresse oder Pith Number öffnen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>An address or a Pith Number</source>
        <translation>Eine Adresse oder eine Pith Number</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Continue with this address</source>
        <translation>Weiter mit dieser Adresse</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the cause</source>
        <translation>Die Ursache zeigen</translation>
    </message>
    <message>
        <source>INTEGRITY</source>
        <translation>INTEGRITÄT</translation>
    </message>
    <message>
        <source>TRUST</source>
        <translation>VERTRAUEN</translation>
    </message>
    <message>
        <source>Compare fingerprint…</source>
        <translation>Fingerabdruck vergleichen…</translation>
    </message>
</context>
<context>
    <name>BrowseButton</name>
    <message>
        <source>Open in browser…</source>
        <translation>Im Browser öffnen…</translation>
    </message>
    <message>
        <source>Open {} in browser…</source>
        <translation>{} im Browser öffnen…</translation>
    </message>
</context>
<context>
    <name>BundleOffer</name>
    <message>
        <source>Get the bundle…</source>
        <translation>Bündel holen…</translation>
    </message>
    <message>
        <source>Open a bundle you have…</source>
        <translation>Vorhandenes Bündel öffnen…</translation>
    </message>
    <message>
        <source>The bundle of this record can prove more</source>
        <translation>Das Bündel dieses Datensatzes kann mehr beweisen</translation>
    </message>
    <message>
        <source>It holds the events with their signatures, and one over the whole. The address is shown before anything is fetched.</source>
        <translation>Es enthält die Ereignisse mit ihren Signaturen und eine über das Ganze. Die Adresse wird gezeigt, bevor etwas abgerufen wird.</translation>
    </message>
</context>
<context>
    <name>BytesPage</name>
    <message>
        <source>Bytes of the file</source>
        <translation>Bytes der Datei</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Bytes {} to {} of {}</source>
        <translation>Bytes {} bis {} von {}</translation>
    </message>
    <message>
        <source>counted from byte {} of the source</source>
        <translation>gezählt ab Byte {} der Quelle</translation>
    </message>
    <message>
        <source>Click a value to select it, or go to it and press Enter.</source>
        <translation>Klicken Sie auf einen Wert, um ihn auszuwählen, oder gehen Sie hin und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>The value goes on: these are its first {} bytes.</source>
        <translation>Der Wert geht weiter: das sind seine ersten {} Bytes.</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>{} added</source>
        <translation>{} hinzugefügt</translation>
    </message>
    <message>
        <source>{} removed</source>
        <translation>{} entfernt</translation>
    </message>
    <message>
        <source>{} changed</source>
        <translation>{} geändert</translation>
    </message>
    <message>
        <source>{} moved</source>
        <translation>{} verschoben</translation>
    </message>
    <message>
        <source>inside what was added</source>
        <translation>in Hinzugefügtem</translation>
    </message>
    <message>
        <source>inside what was removed</source>
        <translation>in Entferntem</translation>
    </message>
    <message>
        <source>inside what was changed</source>
        <translation>in Geändertem</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>Kein Unterschied</translation>
    </message>
    <message numerus="yes">
        <source>%n differences inside</source>
        <translation>
            <numerusform>%n Unterschied darin</numerusform>
            <numerusform>%n Unterschiede darin</numerusform>
        </translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>nothing to compare with</source>
        <translation>nichts zu vergleichen</translation>
    </message>
    <message>
        <source>moved {} → {}</source>
        <translation>verschoben {} → {}</translation>
    </message>
    <message numerus="yes">
        <source>%n differences</source>
        <translation>
            <numerusform>%n Unterschied</numerusform>
            <numerusform>%n Unterschiede</numerusform>
        </translation>
    </message>
    <message>
        <source>difference {} of {}</source>
        <translation>Unterschied {} von {}</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>kein Unterschied</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>The document was cut or changed, or a program wrote it by other rules. Checks that need what is missing could not be made.</source>
        <translation>Das Dokument wurde gekürzt oder geändert, oder ein Programm hat es nach anderen Regeln geschrieben. Prüfungen, die das Fehlende brauchen, waren nicht möglich.</translation>
    </message>
    <message>
        <source>canonical_sha256 is the SHA-256 of the canonical JSON of canonical_record.</source>
        <translation>canonical_sha256 ist der SHA-256 des kanonischen JSON von canonical_record.</translation>
    </message>
    <message>
        <source>The record was changed after it was hashed, or the hash was; or a program wrote the JSON otherwise than Python&apos;s json does. It does not say which, nor by whom.</source>
        <translation>Der Datensatz wurde geändert, nachdem er gehasht wurde, oder der Hash wurde es; oder ein Programm hat das JSON anders geschrieben, als Pythons json es tut. Sie sagt nicht, was davon, und nicht, von wem.</translation>
    </message>
    <message>
        <source>A hash without a signature proves only that the two members fit each other.</source>
        <translation>Ein Hash ohne Signatur beweist nur, dass die beiden Felder zueinander passen.</translation>
    </message>
    <message>
        <source>The number is another record&apos;s, or the record or the number was changed after the one was derived from the other. It does not say which.</source>
        <translation>Die Nummer gehört zu einem anderen Datensatz, oder der Datensatz oder die Nummer wurde geändert, nachdem das eine aus dem anderen abgeleitet wurde. Sie sagt nicht, was davon.</translation>
    </message>
    <message>
        <source>It does not say who made the record.</source>
        <translation>Sie sagt nicht, wer den Datensatz gemacht hat.</translation>
    </message>
    <message>
        <source>short_pith_number is “pith:” and the first 8 characters of the tail.</source>
        <translation>short_pith_number ist „pith:“ und die ersten 8 Zeichen des Endes.</translation>
    </message>
    <message>
        <source>The short number is another record&apos;s, or the record or the short number was changed.</source>
        <translation>Die kurze Nummer gehört zu einem anderen Datensatz, oder der Datensatz oder die kurze Nummer wurde geändert.</translation>
    </message>
    <message>
        <source>Eight characters can be shared by two records.</source>
        <translation>Acht Zeichen können zwei Datensätzen gemeinsam sein.</translation>
    </message>
    <message>
        <source>One of the two was changed, or they come from two records. The record&apos;s hash, and a receipt that holds, stand for the one inside the canonical record.</source>
        <translation>Eine der beiden wurde geändert, oder sie kommen aus zwei Datensätzen. Der Hash des Datensatzes und eine gültige Quittung stehen für die im kanonischen Datensatz ein.</translation>
    </message>
    <message>
        <source>An alias is derived from the source or from the tail of the Pith Number.</source>
        <translation>Ein Alias wird aus der Quelle oder aus dem Ende der Pith Number abgeleitet.</translation>
    </message>
    <message>
        <source>Kinds of alias that are not known are left unchecked.</source>
        <translation>Arten von Aliasen, die nicht bekannt sind, bleiben ungeprüft.</translation>
    </message>
    <message>
        <source>receipt.canonical_sha256 is the SHA-256 computed from the canonical record.</source>
        <translation>receipt.canonical_sha256 ist der SHA-256, der aus dem kanonischen Datensatz berechnet wurde.</translation>
    </message>
    <message>
        <source>The receipt was issued for another record, or the record was changed after it was issued.</source>
        <translation>Die Quittung wurde für einen anderen Datensatz ausgestellt, oder der Datensatz wurde danach geändert.</translation>
    </message>
    <message>
        <source>Nothing else in the receipt is covered by this hash.</source>
        <translation>Sonst ist nichts in der Quittung durch diesen Hash abgedeckt.</translation>
    </message>
    <message>
        <source>The Ed25519 signature is over the 32 bytes of the canonical record&apos;s SHA-256.</source>
        <translation>Die Ed25519-Signatur ist über die 32 Bytes des SHA-256 des kanonischen Datensatzes gemacht.</translation>
    </message>
    <message>
        <source>The signature was made with another key or over another hash, or it was changed or damaged. It does not say which.</source>
        <translation>Die Signatur wurde mit einem anderen Schlüssel oder über einen anderen Hash gemacht, oder sie wurde geändert oder beschädigt. Sie sagt nicht, was davon.</translation>
    </message>
    <message>
        <source>It covers the canonical record alone, not the receipt&apos;s dates. A valid signature is not a trusted key.</source>
        <translation>Sie deckt allein den kanonischen Datensatz ab, nicht die Daten der Quittung. Eine gültige Signatur ist kein vertrauter Schlüssel.</translation>
    </message>
    <message>
        <source>key_id and fingerprint of the receipt name one and the same key, the one that verifies.</source>
        <translation>key_id und Fingerabdruck der Quittung nennen ein und denselben Schlüssel, nämlich den, der sie bestätigt.</translation>
    </message>
    <message>
        <source>One of the two was changed, or a program wrote the name of one key and the fingerprint of another. A signature that holds still holds for the key that verifies it.</source>
        <translation>Eines von beiden wurde geändert, oder ein Programm hat den Namen des einen Schlüssels und den Fingerabdruck eines anderen geschrieben. Eine gültige Signatur gilt weiterhin für den Schlüssel, der sie bestätigt.</translation>
    </message>
    <message>
        <source>content_sha256 is the SHA-256 of the event without signature, content_sha256, event_id.</source>
        <translation>content_sha256 ist der SHA-256 des Ereignisses ohne signature, content_sha256, event_id.</translation>
    </message>
    <message>
        <source>The event was changed after it was hashed, or the hash was; or a program wrote the JSON otherwise than Python&apos;s json does. It does not say which, nor by whom.</source>
        <translation>Das Ereignis wurde geändert, nachdem es gehasht wurde, oder der Hash wurde es; oder ein Programm hat das JSON anders geschrieben, als Pythons json es tut. Sie sagt nicht, was davon, und nicht, von wem.</translation>
    </message>
    <message>
        <source>A hash without a signature proves only that the members fit each other.</source>
        <translation>Ein Hash ohne Signatur beweist nur, dass die Felder zueinander passen.</translation>
    </message>
    <message>
        <source>event_id is “sha256:” and content_sha256.</source>
        <translation>event_id ist „sha256:“ und content_sha256.</translation>
    </message>
    <message>
        <source>The id or the hash beside it was changed, or the id was made by another rule.</source>
        <translation>Die Kennung oder der Hash daneben wurde geändert, oder die Kennung wurde nach einer anderen Regel gemacht.</translation>
    </message>
    <message>
        <source>It compares two stated values; event.content_hash computes the hash.</source>
        <translation>Sie vergleicht zwei angegebene Werte; event.content_hash berechnet den Hash.</translation>
    </message>
    <message>
        <source>The Ed25519 signature is over the 32 bytes of the event&apos;s SHA-256.</source>
        <translation>Die Ed25519-Signatur ist über die 32 Bytes des SHA-256 des Ereignisses gemacht.</translation>
    </message>
    <message>
        <source>One of the names was changed, or a program wrote the name of one key and the fingerprint of another. A signature that holds still holds for the key that verifies it.</source>
        <translation>Einer der Namen wurde geändert, oder ein Programm hat den Namen des einen Schlüssels und den Fingerabdruck eines anderen geschrieben. Eine gültige Signatur gilt weiterhin für den Schlüssel, der sie bestätigt.</translation>
    </message>
    <message>
        <source>The name signer_id is only what the document says: its claim. A warning says that a key is not at hand and that its id looks like a trusted one&apos;s.</source>
        <translation>Der Name signer_id ist nur, was das Dokument sagt: seine Behauptung. Eine Warnung sagt, dass ein Schlüssel nicht vorliegt und seine Kennung wie die eines vertrauten aussieht.</translation>
    </message>
    <message>
        <source>subject_pith_number is the Pith Number of the document.</source>
        <translation>subject_pith_number ist die Pith Number des Dokuments.</translation>
    </message>
    <message>
        <source>The event is about another record, or one of the two numbers was changed. Where the event&apos;s hash and signature hold, it was signed with the subject that it states.</source>
        <translation>Das Ereignis handelt von einem anderen Datensatz, oder eine der beiden Nummern wurde geändert. Gelten Hash und Signatur des Ereignisses, so wurde es mit dem Gegenstand signiert, den es angibt.</translation>
    </message>
    <message>
        <source>It does not say that the event&apos;s content is true.</source>
        <translation>Sie sagt nicht, dass der Inhalt des Ereignisses wahr ist.</translation>
    </message>
    <message>
        <source>Each event stands in the document once.</source>
        <translation>Jedes Ereignis steht einmal im Dokument.</translation>
    </message>
    <message>
        <source>One event was put in twice, or another was given its id.</source>
        <translation>Ein Ereignis wurde zweimal eingesetzt, oder ein anderes hat seine Kennung bekommen.</translation>
    </message>
    <message>
        <source>Two events with other ids can still say the same.</source>
        <translation>Zwei Ereignisse mit anderen Kennungen können trotzdem dasselbe sagen.</translation>
    </message>
    <message>
        <source>The type is one that this program knows how to merge.</source>
        <translation>Der Typ ist einer, den dieses Programm zusammenzuführen weiß.</translation>
    </message>
    <message>
        <source>Each event that is named comes earlier in the same document.</source>
        <translation>Jedes genannte Ereignis kommt früher im selben Dokument.</translation>
    </message>
    <message>
        <source>The event that is named is not in this document or comes later in it. The document may hold only some of the record&apos;s events, or their order or a name was changed.</source>
        <translation>Das genannte Ereignis ist nicht in diesem Dokument oder kommt später darin. Das Dokument enthält vielleicht nur einige der Ereignisse des Datensatzes, oder ihre Reihenfolge oder ein Name wurde geändert.</translation>
    </message>
    <message>
        <source>A warning says that two events follow or supersede the same one, so that the history forks. What superseding does to the state is not known.</source>
        <translation>„Auffällig“ sagt, dass zwei Ereignisse auf dasselbe folgen oder dasselbe ersetzen, die Geschichte sich also gabelt. Was ein Ersetzen mit dem Zustand macht, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>license, primary_cat, cross_cats, submitted_at and source equal the record&apos;s.</source>
        <translation>license, primary_cat, cross_cats, submitted_at und source sind gleich denen des Datensatzes.</translation>
    </message>
    <message>
        <source>One of the two copies was changed, or they were written at different times from different data. The record&apos;s hash stands for the copy in the canonical record.</source>
        <translation>Eine der beiden Kopien wurde geändert, oder sie wurden zu verschiedenen Zeiten aus verschiedenen Daten geschrieben. Der Hash des Datensatzes steht für die Kopie im kanonischen Datensatz ein.</translation>
    </message>
    <message>
        <source>Authors and abstract are not in the canonical record.</source>
        <translation>Autoren und Zusammenfassung stehen nicht im kanonischen Datensatz.</translation>
    </message>
    <message>
        <source>Each count is the length of the list it counts.</source>
        <translation>Jede Anzahl ist die Länge der Liste, die sie zählt.</translation>
    </message>
    <message>
        <source>Something was added to a list or taken out of it, or the count was changed or made by another rule.</source>
        <translation>Etwas wurde einer Liste hinzugefügt oder aus ihr genommen, oder die Anzahl wurde geändert oder nach einer anderen Regel gemacht.</translation>
    </message>
    <message>
        <source>Sections that hold a count but no list cannot be counted.</source>
        <translation>Abschnitte mit einer Anzahl, aber ohne Liste, lassen sich nicht zählen.</translation>
    </message>
    <message>
        <source>An empty section has the hash of {&quot;payload&quot;:[]}; for others the rule is a likely one.</source>
        <translation>Ein leerer Abschnitt hat den Hash von {&quot;payload&quot;:[]}; für andere ist die Regel eine wahrscheinliche.</translation>
    </message>
    <message>
        <source>For a section that is not empty a match proves itself, a mismatch proves nothing.</source>
        <translation>Bei einem Abschnitt, der nicht leer ist, beweist eine Übereinstimmung sich selbst, eine Abweichung nichts.</translation>
    </message>
    <message>
        <source>public_key_b64 and public_key_hex spell one Ed25519 public key of 32 bytes.</source>
        <translation>public_key_b64 und public_key_hex schreiben einen öffentlichen Ed25519-Schlüssel von 32 Bytes.</translation>
    </message>
    <message>
        <source>One of the two spellings was changed or damaged, or the value is no Ed25519 public key.</source>
        <translation>Eine der beiden Schreibweisen wurde geändert oder beschädigt, oder der Wert ist kein öffentlicher Ed25519-Schlüssel.</translation>
    </message>
    <message>
        <source>It does not say whose key it is.</source>
        <translation>Sie sagt nicht, wessen Schlüssel es ist.</translation>
    </message>
    <message>
        <source>Both fingerprints are cut from the SHA-256 of the key&apos;s 32 bytes.</source>
        <translation>Beide Fingerabdrücke sind aus dem SHA-256 der 32 Bytes des Schlüssels geschnitten.</translation>
    </message>
    <message>
        <source>The key or a fingerprint was changed, or the fingerprint is another key&apos;s.</source>
        <translation>Der Schlüssel oder ein Fingerabdruck wurde geändert, oder der Fingerabdruck ist der eines anderen Schlüssels.</translation>
    </message>
    <message>
        <source>One key_id names one key in the document.</source>
        <translation>Eine key_id nennt einen Schlüssel im Dokument.</translation>
    </message>
    <message>
        <source>Two keys go by one name: the name was given twice, or one key was put in under the name of the other.</source>
        <translation>Zwei Schlüssel tragen einen Namen: Der Name wurde zweimal vergeben, oder ein Schlüssel wurde unter dem Namen des anderen eingesetzt.</translation>
    </message>
    <message>
        <source>Another document may use the id for another key.</source>
        <translation>Ein anderes Dokument kann die Kennung für einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>state_sha256 is the SHA-256 of the state without state_sha256.</source>
        <translation>state_sha256 ist der SHA-256 des Zustands ohne state_sha256.</translation>
    </message>
    <message>
        <source>The state was changed after it was hashed, or the hash was; or a program wrote the JSON otherwise than Python&apos;s json does. It does not say which, nor by whom.</source>
        <translation>Der Zustand wurde geändert, nachdem er gehasht wurde, oder der Hash wurde es; oder ein Programm hat das JSON anders geschrieben, als Pythons json es tut. Sie sagt nicht, was davon, und nicht, von wem.</translation>
    </message>
    <message>
        <source>Something was added to a list or taken out of it, or a count was changed or made by another rule.</source>
        <translation>Etwas wurde einer Liste hinzugefügt oder aus ihr genommen, oder eine Anzahl wurde geändert oder nach einer anderen Regel gemacht.</translation>
    </message>
    <message>
        <source>The state or the events were changed after they were merged, or they were merged by rules that this program does not know.</source>
        <translation>Der Zustand oder die Ereignisse wurden nach dem Zusammenführen geändert, oder sie wurden nach Regeln zusammengeführt, die dieses Programm nicht kennt.</translation>
    </message>
    <message>
        <source>The event rebuilt from the entry has the SHA-256 that event_id names.</source>
        <translation>Das aus dem Eintrag wiederhergestellte Ereignis hat den SHA-256, den event_id nennt.</translation>
    </message>
    <message>
        <source>bundle_sha256 is the SHA-256 of the bundle without bundle_signature.</source>
        <translation>bundle_sha256 ist der SHA-256 des Bündels ohne bundle_signature.</translation>
    </message>
    <message>
        <source>Something in the bundle was changed after it was hashed, or the hash was; or a program wrote the JSON otherwise than Python&apos;s json does. It does not say which, nor by whom.</source>
        <translation>Etwas im Bündel wurde geändert, nachdem es gehasht wurde, oder der Hash wurde es; oder ein Programm hat das JSON anders geschrieben, als Pythons json es tut. Sie sagt nicht, was davon, und nicht, von wem.</translation>
    </message>
    <message>
        <source>The Ed25519 signature is over the 32 bytes of the bundle&apos;s SHA-256.</source>
        <translation>Die Ed25519-Signatur ist über die 32 Bytes des SHA-256 des Bündels gemacht.</translation>
    </message>
    <message>
        <source>It does not cover bundle_signature itself, nor its date.</source>
        <translation>Sie deckt bundle_signature selbst nicht ab, auch nicht ihr Datum.</translation>
    </message>
    <message>
        <source>key_id and fingerprint name one and the same key, the one that verifies.</source>
        <translation>key_id und Fingerabdruck nennen ein und denselben Schlüssel, nämlich den, der sie bestätigt.</translation>
    </message>
    <message>
        <source>Nothing is fetched: what the address answers is not known.</source>
        <translation>Nichts wird geholt: Was die Adresse antwortet, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A flag of verification_status says what this document shows.</source>
        <translation>Eine Angabe von verification_status sagt, was dieses Dokument zeigt.</translation>
    </message>
    <message>
        <source>The flag or what it is about was changed, or the flag was set at another time or from more than this document holds.</source>
        <translation>Die Angabe oder das, wovon sie spricht, wurde geändert, oder die Angabe wurde zu einer anderen Zeit gemacht oder aus mehr, als dieses Dokument enthält.</translation>
    </message>
    <message>
        <source>Flags about things outside the document are left unchecked.</source>
        <translation>Angaben über Dinge außerhalb des Dokuments bleiben ungeprüft.</translation>
    </message>
    <message>
        <source>Submitted, created, signed, built and the bundle&apos;s signature follow one another, no other name of the paper is younger than the bundle, and none of them lies in the future, with a minute for clocks that differ.</source>
        <translation>Einreichung, Erstellung, Signatur, Bau und die Signatur des Bündels folgen aufeinander, kein anderer Name der Arbeit ist jünger als das Bündel, und nichts davon liegt in der Zukunft; eine Minute bleibt für Uhren, die voneinander abweichen.</translation>
    </message>
    <message>
        <source>This check never fails, it warns. A clock was wrong, or a date was changed.</source>
        <translation>Diese Prüfung schlägt nie fehl, sie meldet nur Auffälliges. Eine Uhr ging falsch, oder ein Datum wurde geändert.</translation>
    </message>
    <message>
        <source>Each member that the format requires is present, and each that it names has its type, all the way down.</source>
        <translation>Jedes Feld, das das Format verlangt, ist da, und jedes, das es nennt, hat seinen Typ, bis ins Innerste.</translation>
    </message>
    <message>
        <source>It says nothing about what the values claim.</source>
        <translation>Sie sagt nichts darüber, was die Werte behaupten.</translation>
    </message>
    <message>
        <source>The format names every member of this document, and has a rule for each payload.</source>
        <translation>Das Format nennt jedes Feld dieses Dokuments und hat für jeden Inhalt eines Ereignisses eine Regel.</translation>
    </message>
    <message>
        <source>This check never fails. What the format does not name is left unchecked, each at its place.</source>
        <translation>Diese Prüfung scheitert nie. Was das Format nicht nennt, bleibt ungeprüft, jedes an seiner Stelle.</translation>
    </message>
    <message>
        <source>What such a member says is not known; it can be signed and still say anything.</source>
        <translation>Was ein solches Feld sagt, ist nicht bekannt; es kann signiert sein und trotzdem alles Mögliche sagen.</translation>
    </message>
    <message>
        <source>The rules of this program were written for these versions of the format.</source>
        <translation>Die Regeln dieses Programms wurden für diese Fassungen des Formats geschrieben.</translation>
    </message>
    <message>
        <source>This check never fails. A version that is missing or not a known one is left unchecked.</source>
        <translation>Diese Prüfung scheitert nie. Eine Fassung, die fehlt oder nicht bekannt ist, bleibt ungeprüft.</translation>
    </message>
    <message>
        <source>Where a version is not known, the rules may differ from those that were applied.</source>
        <translation>Wo eine Fassung nicht bekannt ist, können ihre Regeln andere sein als die angewandten.</translation>
    </message>
    <message>
        <source>Its tail is the base32 of the record&apos;s hash, cut; its year is that of submission.</source>
        <translation>Ihr Ende ist das gekürzte base32 des Hashes des Datensatzes, ihr Jahr das der Einreichung.</translation>
    </message>
    <message>
        <source>The source that stands outside the canonical record repeats the one inside it.</source>
        <translation>Die Quelle, die außerhalb des kanonischen Datensatzes steht, wiederholt die darin.</translation>
    </message>
    <message>
        <source>It does not say that the source exists. A warning says that arXiv gives no such ids.</source>
        <translation>Sie sagt nicht, dass es die Quelle gibt. „Auffällig“ sagt, dass arXiv keine solchen Kennungen vergibt.</translation>
    </message>
    <message>
        <source>The alias is another record&apos;s, it was changed, or its kind is only written like a known one.</source>
        <translation>Der Alias gehört zu einem anderen Datensatz, er wurde geändert, oder seine Art ist nur wie eine bekannte geschrieben.</translation>
    </message>
    <message>
        <source>Whether that key is to be trusted is for key.trust to say. A warning says that a key is not at hand and that its id looks like a trusted one&apos;s.</source>
        <translation>Ob diesem Schlüssel zu vertrauen ist, sagt key.trust. Eine Warnung sagt, dass ein Schlüssel nicht vorliegt und seine Kennung wie die eines vertrauten aussieht.</translation>
    </message>
    <message>
        <source>It does not cover the signature object itself, nor its date. In an integrity report it is at best unchecked: how the signed hash is made is not known, so the signature does not say what the event says.</source>
        <translation>Sie deckt das Objekt signature selbst nicht ab, auch nicht sein Datum. In einem Integritätsbericht bleibt sie bestenfalls ungeprüft: Wie der signierte Hash entsteht, ist nicht bekannt; also sagt die Signatur nicht, was das Ereignis sagt.</translation>
    </message>
    <message>
        <source>The signature holds, and key_id and fingerprint in signer and in signature name the key that verifies it.</source>
        <translation>Die Signatur gilt, und key_id und Fingerabdruck in signer und in signature nennen den Schlüssel, der sie bestätigt.</translation>
    </message>
    <message>
        <source>The type is written like a known one and is not it: in capitals, with blanks, or with characters that only look so.</source>
        <translation>Der Typ ist wie ein bekannter geschrieben und ist es nicht: in Großbuchstaben, mit Leerzeichen oder mit Zeichen, die nur so aussehen.</translation>
    </message>
    <message>
        <source>An unknown type is left unchecked: its hash and signature are checked all the same.</source>
        <translation>Ein unbekannter Typ bleibt ungeprüft: Hash und Signatur des Ereignisses werden trotzdem geprüft.</translation>
    </message>
    <message>
        <source>title_canon_sha256 is the SHA-256 of the title in lower case, as written or in the Unicode form NFC.</source>
        <translation>title_canon_sha256 ist der SHA-256 des Titels in Kleinbuchstaben, wie geschrieben oder in der Unicode-Form NFC.</translation>
    </message>
    <message>
        <source>The title or its hash was changed. Until it is known which, the title is only a claim.</source>
        <translation>Der Titel oder sein Hash wurde geändert. Solange man nicht weiß, welcher von beiden, ist der Titel nur eine Behauptung.</translation>
    </message>
    <message>
        <source>A warning says that the hash is met in another Unicode form alone. Which form the registry hashes is not documented.</source>
        <translation>„Auffällig“ sagt, dass der Hash nur in einer anderen Unicode-Form getroffen wird. Welche Form das Register hasht, ist nicht dokumentiert.</translation>
    </message>
    <message>
        <source>The section is empty and its hash is another, or it is not empty and has the hash of an empty one: something was changed, or the hash was made by another rule.</source>
        <translation>Der Abschnitt ist leer und sein Hash ein anderer, oder er ist nicht leer und hat den Hash eines leeren: Etwas wurde geändert, oder der Hash wurde nach einer anderen Regel gemacht.</translation>
    </message>
    <message>
        <source>The excerpt is the beginning of the abstract whose hash the record states: in lower case, white space folded.</source>
        <translation>Der Auszug ist der Anfang der Zusammenfassung, deren Hash der Datensatz angibt: in Kleinbuchstaben, Leerraum zusammengezogen.</translation>
    </message>
    <message>
        <source>The excerpt is not the beginning of the abstract in the given text, or it breaks off too early.</source>
        <translation>Der Auszug ist nicht der Anfang der Zusammenfassung im gegebenen Text, oder er bricht zu früh ab.</translation>
    </message>
    <message>
        <source>The document holds 600 characters at most: for a longer abstract the paper&apos;s text must be given. A warning says that an excerpt that should be the whole has another hash, or that it is too long.</source>
        <translation>Das Dokument enthält höchstens 600 Zeichen: Für eine längere Zusammenfassung muss der Text der Arbeit gegeben werden. „Auffällig“ sagt, dass ein Auszug, der das Ganze sein müsste, einen anderen Hash hat oder dass er zu lang ist.</translation>
    </message>
    <message>
        <source>The key is in your own list of trusted keys, under the id that the document gives it.</source>
        <translation>Der Schlüssel steht in Ihrer eigenen Liste vertrauter Schlüssel, unter der Kennung, die das Dokument ihm gibt.</translation>
    </message>
    <message>
        <source>You distrust the key, or it bears the id of a key that you trust and has other bytes. Ids that differ only in case, blanks or invisible characters count as one. The signer may have a new key under the old name, or the key is somebody else&apos;s.</source>
        <translation>Sie misstrauen dem Schlüssel, oder er trägt die Kennung eines Schlüssels, dem Sie vertrauen, und hat andere Bytes. Kennungen, die sich nur in Groß- und Kleinschreibung, Leerzeichen oder unsichtbaren Zeichen unterscheiden, gelten als eine. Der Unterzeichner hat vielleicht einen neuen Schlüssel unter dem alten Namen, oder der Schlüssel gehört jemand anderem.</translation>
    </message>
    <message>
        <source>A warning says that your list does not hold the key, that it holds it under another id, or that the id looks like a trusted one. A key inside a document proves nothing about itself; trust comes from your list alone.</source>
        <translation>„Auffällig“ sagt, dass Ihre Liste den Schlüssel nicht enthält, dass sie ihn unter einer anderen Kennung enthält oder dass die Kennung wie eine vertraute aussieht. Ein Schlüssel in einem Dokument beweist nichts über sich selbst; Vertrauen kommt allein aus Ihrer Liste.</translation>
    </message>
    <message>
        <source>The latest date of all that the key signed here is before its rotates_at, in the document and in your own key file.</source>
        <translation>Das späteste Datum von allem, was der Schlüssel hier signiert hat, liegt vor seinem rotates_at, im Dokument und in Ihrer eigenen Schlüsseldatei.</translation>
    </message>
    <message>
        <source>The key was used after it was to be replaced, or one of the dates is wrong.</source>
        <translation>Der Schlüssel wurde benutzt, nachdem er abgelöst sein sollte, oder eines der Daten ist falsch.</translation>
    </message>
    <message>
        <source>Dates are only what the signer wrote. Where nothing says when the key ends, a date is missing or cannot be read, or the key&apos;s entry has a member that is not known, the check is left unchecked.</source>
        <translation>Daten sind nur, was der Unterzeichner geschrieben hat. Wo nichts sagt, wann der Schlüssel endet, ein Datum fehlt oder nicht lesbar ist oder der Eintrag des Schlüssels ein unbekanntes Feld hat, bleibt die Prüfung ungeprüft.</translation>
    </message>
    <message>
        <source>The counts of valid and invalid events and of conflicts are the lengths of the lists they count.</source>
        <translation>Die Anzahlen der gültigen und ungültigen Ereignisse und der Widersprüche sind die Längen der Listen, die sie zählen.</translation>
    </message>
    <message>
        <source>It does not say that the right events were applied. More valid events than are applied are left unchecked: a rule that is not known may count them.</source>
        <translation>Sie sagt nicht, dass die richtigen Ereignisse angewandt wurden. Mehr gültige Ereignisse als angewandte bleiben ungeprüft: Eine Regel, die nicht bekannt ist, zählt sie vielleicht.</translation>
    </message>
    <message>
        <source>The state, recomputed from the bundle&apos;s events and aliases, is the same JSON value. Of a state on its own: its record is the one that its record_created entry holds.</source>
        <translation>Der Zustand, aus den Ereignissen und Aliasen des Bündels neu berechnet, ist derselbe JSON-Wert. Bei einem Zustand für sich: Sein Datensatz ist der, den sein Eintrag record_created enthält.</translation>
    </message>
    <message>
        <source>Rules for superseded, invalid and conflicting events are not known: there state.bounds says what holds all the same.</source>
        <translation>Regeln für ersetzte, ungültige und widerstreitende Ereignisse sind nicht bekannt: Dort sagt state.bounds, was trotzdem gilt.</translation>
    </message>
    <message>
        <source>What holds under every merge rule holds: number, record and aliases are the bundle&apos;s, each entry is the event of its id, and no entry is without an event.</source>
        <translation>Was unter jeder Regel des Zusammenführens gilt, gilt: Nummer, Datensatz und Aliase sind die des Bündels, jeder Eintrag ist das Ereignis seiner Kennung, und kein Eintrag ist ohne Ereignis.</translation>
    </message>
    <message>
        <source>The state or the events were changed after they were merged, or the state is of other events.</source>
        <translation>Der Zustand oder die Ereignisse wurden nach dem Zusammenführen geändert, oder der Zustand gehört zu anderen Ereignissen.</translation>
    </message>
    <message>
        <source>It does not say that the right events were applied. Of a state on its own it compares the state with itself.</source>
        <translation>Sie sagt nicht, dass die richtigen Ereignisse angewandt wurden. Einen Zustand für sich vergleicht sie nur mit sich selbst.</translation>
    </message>
    <message>
        <source>The entry or its id was changed, or its event named one that is not in this state, which an entry does not show.</source>
        <translation>Der Eintrag oder seine Kennung wurde geändert, oder sein Ereignis nannte eines, das nicht in diesem Zustand steht; das zeigt ein Eintrag nicht.</translation>
    </message>
    <message>
        <source>An entry does not show prev_event and supersedes: none, and each event of the state, are tried for them.</source>
        <translation>Ein Eintrag zeigt prev_event und supersedes nicht: Für sie werden keines und jedes Ereignis des Zustands probiert.</translation>
    </message>
    <message>
        <source>snapshot_sha256 is the SHA-256 of the detectors and the findings.</source>
        <translation>snapshot_sha256 ist der SHA-256 der Detektoren und der Befunde.</translation>
    </message>
    <message>
        <source>A finding or a detector was changed after they were hashed, or the hash was. It does not say which, nor by whom.</source>
        <translation>Ein Befund oder ein Detektor wurde geändert, nachdem sie gehasht wurden, oder der Hash wurde es. Sie sagt nicht, was davon, und nicht, von wem.</translation>
    </message>
    <message>
        <source>No signature covers this hash: the findings are consistent with it, and nobody vouches for them.</source>
        <translation>Keine Signatur deckt diesen Hash ab: Die Befunde passen zu ihm, und niemand bürgt für sie.</translation>
    </message>
    <message>
        <source>The totals by severity and by detector are those of the findings, and clean does not contradict them.</source>
        <translation>Die Summen nach Schwere und nach Detektor sind die der Befunde, und clean widerspricht ihnen nicht.</translation>
    </message>
    <message>
        <source>A finding was added or taken out, a number was changed, or it was made by another rule.</source>
        <translation>Ein Befund kam dazu oder wurde herausgenommen, eine Zahl wurde geändert oder nach einer anderen Regel gemacht.</translation>
    </message>
    <message>
        <source>It does not say that the findings are right, nor that nothing else could be found.</source>
        <translation>Sie sagt nicht, dass die Befunde stimmen, und nicht, dass sonst nichts zu finden wäre.</translation>
    </message>
    <message>
        <source>The address is https and the first Pith Number in its path is this record&apos;s.</source>
        <translation>Die Adresse ist https, und die erste Pith-Nummer in ihrem Pfad ist die dieses Datensatzes.</translation>
    </message>
    <message>
        <source>The address is not https, it can be read in two ways, or it names no record or another one.</source>
        <translation>Die Adresse ist nicht https, sie lässt sich auf zwei Arten lesen, oder sie nennt keinen oder einen anderen Datensatz.</translation>
    </message>
    <message>
        <source>Dates are only what was written. One that is missing or cannot be read is left unchecked.</source>
        <translation>Daten sind nur, was geschrieben wurde. Eines, das fehlt oder nicht zu lesen ist, bleibt ungeprüft.</translation>
    </message>
    <message>
        <source>A Pith document is UTF-8 without a byte order mark. A file with a mark, or in UTF-16, is read, and this is the warning that it was; of plain UTF-8 nothing is said.</source>
        <translation>Ein Pith-Dokument ist UTF-8 ohne Bytereihenfolge-Marke. Eine Datei mit Marke oder in UTF-16 wird gelesen, und dies ist der Hinweis darauf; zu reinem UTF-8 wird nichts gesagt.</translation>
    </message>
    <message>
        <source>This check never fails. A program on the way wrote the text in its own encoding.</source>
        <translation>Diese Prüfung schlägt nie fehl. Ein Programm unterwegs hat den Text in seiner eigenen Kodierung geschrieben.</translation>
    </message>
    <message>
        <source>It says nothing about the text: every hash is over canonical JSON, which is the same in every encoding. The SHA-256 of the file is another than that of a copy in UTF-8.</source>
        <translation>Über den Text sagt sie nichts: Jeder Hash geht über kanonisches JSON, das in jeder Kodierung dasselbe ist. Der SHA-256 der Datei ist ein anderer als der einer Kopie in UTF-8.</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Another open tab</source>
        <translation>Ein anderer offener Tab</translation>
    </message>
    <message numerus="yes">
        <source>%n other documents are open.</source>
        <translation>
            <numerusform>%n anderes Dokument ist offen.</numerusform>
            <numerusform>%n andere Dokumente sind offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The other open tab</source>
        <translation>Der andere offene Tab</translation>
    </message>
    <message>
        <source>No other document is open.</source>
        <translation>Kein anderes Dokument ist offen.</translation>
    </message>
    <message>
        <source>A document or an archive on this computer.</source>
        <translation>Ein Dokument oder ein Archiv auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Eine andere Datei…</translation>
    </message>
    <message>
        <source>An address or a Pith Number…</source>
        <translation>Eine Adresse oder eine Pith Number…</translation>
    </message>
    <message>
        <source>The whole address is shown before anything is fetched.</source>
        <translation>Die ganze Adresse wird gezeigt, bevor etwas geholt wird.</translation>
    </message>
    <message>
        <source>A recent document</source>
        <translation>Ein zuletzt geöffnetes Dokument</translation>
    </message>
    <message>
        <source>One that was open lately. It is read and checked again.</source>
        <translation>Eines, das kürzlich offen war. Es wird neu gelesen und geprüft.</translation>
    </message>
    <message>
        <source>No other document was open lately.</source>
        <translation>Kein anderes Dokument war kürzlich offen.</translation>
    </message>
    <message>
        <source>{} when it was last open: {}</source>
        <translation>{}, als es zuletzt offen war: {}</translation>
    </message>
    <message>
        <source>{} when it was last open</source>
        <translation>{}, als es zuletzt offen war</translation>
    </message>
    <message>
        <source>Its own state with the one that its events give</source>
        <translation>Sein eigener Zustand mit dem, den seine Ereignisse ergeben</translation>
    </message>
    <message>
        <source>The state is computed anew from all events of the bundle.</source>
        <translation>Der Zustand wird aus allen Ereignissen des Bündels neu berechnet.</translation>
    </message>
    <message>
        <source>The bundle holds no event.</source>
        <translation>Das Bündel enthält kein Ereignis.</translation>
    </message>
    <message>
        <source>Its own state with the state.json of its state_url</source>
        <translation>Sein eigener Zustand mit der state.json seiner state_url</translation>
    </message>
    <message numerus="yes">
        <source>The bundle names %n addresses. Each is shown before it is fetched.</source>
        <translation>
            <numerusform>Das Bündel nennt %n Adresse. Sie wird gezeigt, bevor sie geholt wird.</numerusform>
            <numerusform>Das Bündel nennt %n Adressen. Jede wird gezeigt, bevor sie geholt wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>The bundle names no https address of its state.</source>
        <translation>Das Bündel nennt keine https-Adresse seines Zustands.</translation>
    </message>
    <message>
        <source>Only a bundle holds events and a state of its own.</source>
        <translation>Nur ein Bündel enthält Ereignisse und einen eigenen Zustand.</translation>
    </message>
    <message>
        <source>The bundle holds no state of its own.</source>
        <translation>Das Bündel enthält keinen eigenen Zustand.</translation>
    </message>
    <message>
        <source>The program works offline: nothing is fetched.</source>
        <translation>Das Programm arbeitet offline: Nichts wird geholt.</translation>
    </message>
    <message>
        <source>Two points of its history</source>
        <translation>Zwei Punkte seiner Geschichte</translation>
    </message>
    <message numerus="yes">
        <source>Its state after one event and after another, of %n events.</source>
        <translation>
            <numerusform>Sein Zustand nach einem Ereignis und nach einem anderen, von %n Ereignis.</numerusform>
            <numerusform>Sein Zustand nach einem Ereignis und nach einem anderen, von %n Ereignissen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The bundle has %n events; two are needed.</source>
        <translation>
            <numerusform>Das Bündel hat %n Ereignis; nötig sind zwei.</numerusform>
            <numerusform>Das Bündel hat %n Ereignisse; nötig sind zwei.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only a bundle has a history.</source>
        <translation>Nur ein Bündel hat eine Geschichte.</translation>
    </message>
</context>
<context>
    <name>ChooseDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Fetch and compare</source>
        <translation>Holen und vergleichen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>{} stands on the left.</source>
        <translation>{} steht links.</translation>
    </message>
    <message>
        <source>With another document</source>
        <translation>Mit einem anderen Dokument</translation>
    </message>
    <message>
        <source>With itself</source>
        <translation>Mit sich selbst</translation>
    </message>
    <message>
        <source>Compare with a file</source>
        <translation>Mit einer Datei vergleichen</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Copied the JSON Pointer.</source>
        <translation>JSON Pointer kopiert.</translation>
    </message>
    <message>
        <source>Copied the name.</source>
        <translation>Namen kopiert.</translation>
    </message>
    <message>
        <source>Copied the value.</source>
        <translation>Wert kopiert.</translation>
    </message>
    <message>
        <source>Copied the value as JSON.</source>
        <translation>Wert als JSON kopiert.</translation>
    </message>
    <message numerus="yes">
        <source>%n sources were not opened: there are too many tabs.</source>
        <translation>
            <numerusform>%n Quelle wurde nicht geöffnet: Es sind zu viele Tabs offen.</numerusform>
            <numerusform>%n Quellen wurden nicht geöffnet: Es sind zu viele Tabs offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>from the clipboard</source>
        <translation>aus der Zwischenablage</translation>
    </message>
    <message>
        <source>Read again as it came: the clipboard is not asked once more.</source>
        <translation>Noch einmal gelesen, wie er kam: Die Zwischenablage wird nicht erneut gefragt.</translation>
    </message>
    <message>
        <source>Stopped opening {}.</source>
        <translation>Öffnen von {} abgebrochen.</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Open a document for it…</source>
        <translation>Ein Dokument dafür öffnen…</translation>
    </message>
    <message>
        <source>Read as the text of the paper of {}.</source>
        <translation>Gelesen als Text der Arbeit von {}.</translation>
    </message>
    <message>
        <source>Copied the summary.</source>
        <translation>Gesamtergebnis kopiert.</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n findings.</source>
        <translation>
            <numerusform>%n Befund kopiert.</numerusform>
            <numerusform>%n Befunde kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied the first {} of {} findings.</source>
        <translation>Die ersten {} von {} Befunden kopiert.</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>{} › State</source>
        <translation>{} › Zustand</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>Nicht verglichen</translation>
    </message>
    <message>
        <source>The program broke over one side. That says nothing of it.</source>
        <translation>Das Programm ist an einer Seite gescheitert. Über sie sagt das nichts.</translation>
    </message>
    <message>
        <source>Neither side could be read.</source>
        <translation>Keine der beiden Seiten war zu lesen.</translation>
    </message>
    <message>
        <source>Only one side could be read. It is shown alone.</source>
        <translation>Nur eine Seite war zu lesen. Sie wird allein gezeigt.</translation>
    </message>
    <message>
        <source>Their canonical JSON is the same, the bytes of the two are not.</source>
        <translation>Ihr kanonisches JSON ist gleich, die Bytes der beiden sind es nicht.</translation>
    </message>
    <message numerus="yes">
        <source>(%n of them hidden)</source>
        <translation>
            <numerusform>(%n davon ausgeblendet)</numerusform>
            <numerusform>(%n davon ausgeblendet)</numerusform>
        </translation>
    </message>
    <message>
        <source>Both hold the same canonical record. A Pith Number does not follow from it, is missing or was not checked.</source>
        <translation>Beide enthalten denselben kanonischen Datensatz. Eine Pith-Nummer folgt nicht daraus, fehlt oder wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>Two records, one number</source>
        <translation>Zwei Datensätze, eine Nummer</translation>
    </message>
    <message>
        <source>Both state one Pith Number, but hold two records; it follows from one at most.</source>
        <translation>Beide geben eine Pith-Nummer an, enthalten aber zwei Datensätze; sie folgt höchstens aus einem.</translation>
    </message>
    <message>
        <source>The same number is stated</source>
        <translation>Gleiche Nummer angegeben</translation>
    </message>
    <message>
        <source>That both are one record was not shown: a side holds no record to check.</source>
        <translation>Dass beide ein Datensatz sind, ist nicht erwiesen: Eine Seite enthält keinen prüfbaren Datensatz.</translation>
    </message>
    <message>
        <source>Different numbers are stated</source>
        <translation>Verschiedene Nummern angegeben</translation>
    </message>
    <message>
        <source>That these are two records was not shown: a side holds no record to check.</source>
        <translation>Dass es zwei Datensätze sind, ist nicht erwiesen: Eine Seite enthält keinen prüfbaren Datensatz.</translation>
    </message>
    <message>
        <source>Whether both are the same record cannot be told.</source>
        <translation>Ob beide derselbe Datensatz sind, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>One side has no Pith Number</source>
        <translation>Eine Seite hat keine Pith Number</translation>
    </message>
    <message numerus="yes">
        <source>state on its own, %n entries</source>
        <translation>
            <numerusform>einzelner Zustand, %n Eintrag</numerusform>
            <numerusform>einzelner Zustand, %n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>state inside a signed bundle, %n entries</source>
        <translation>
            <numerusform>Zustand in einem signierten Bündel, %n Eintrag</numerusform>
            <numerusform>Zustand in einem signierten Bündel, %n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>state inside a bundle, %n entries</source>
        <translation>
            <numerusform>Zustand in einem Bündel, %n Eintrag</numerusform>
            <numerusform>Zustand in einem Bündel, %n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Same record</source>
        <translation>Derselbe Datensatz</translation>
    </message>
    <message>
        <source>Not the same record</source>
        <translation>Nicht derselbe Datensatz</translation>
    </message>
    <message>
        <source>These are two records. They are compared all the same.</source>
        <translation>Das sind zwei Datensätze. Sie werden trotzdem verglichen.</translation>
    </message>
    <message>
        <source>Neither side has a Pith Number</source>
        <translation>Keine Seite hat eine Pith Number</translation>
    </message>
    <message numerus="yes">
        <source>Compared: %n parts that both have. The rest is left out.</source>
        <translation>
            <numerusform>Verglichen: %n Teil, den beide haben. Der Rest bleibt außer Acht.</numerusform>
            <numerusform>Verglichen: %n Teile, die beide haben. Der Rest bleibt außer Acht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Compared: the state. What only a bundle has is left out.</source>
        <translation>Verglichen: der Zustand. Was nur ein Bündel hat, bleibt außer Acht.</translation>
    </message>
    <message numerus="yes">
        <source>bundle, %n events</source>
        <translation>
            <numerusform>Bündel, %n Ereignis</numerusform>
            <numerusform>Bündel, %n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>state after event {} of {}, computed from the bundle&apos;s events; the verdict is the bundle&apos;s</source>
        <translation>Zustand nach Ereignis {} von {}, aus den Ereignissen des Bündels berechnet; das Urteil ist das des Bündels</translation>
    </message>
    <message>
        <source>state after event {}, computed from the bundle&apos;s events; the verdict is the bundle&apos;s</source>
        <translation>Zustand nach Ereignis {}, aus den Ereignissen des Bündels berechnet; das Urteil ist das des Bündels</translation>
    </message>
    <message>
        <source>SHA-256 of the computed state:</source>
        <translation>SHA-256 des berechneten Zustands:</translation>
    </message>
    <message>
        <source>Same record? Checking…</source>
        <translation>Derselbe Datensatz? Wird geprüft…</translation>
    </message>
</context>
<context>
    <name>CompareDetail</name>
    <message>
        <source>Copy the difference</source>
        <translation>Unterschied kopieren</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Value on the left</source>
        <translation>Wert links</translation>
    </message>
    <message>
        <source>JSON Pointer on the left</source>
        <translation>JSON Pointer links</translation>
    </message>
    <message>
        <source>Value on the right</source>
        <translation>Wert rechts</translation>
    </message>
    <message>
        <source>JSON Pointer on the right</source>
        <translation>JSON Pointer rechts</translation>
    </message>
    <message>
        <source>Choose a row in the trees.</source>
        <translation>Wählen Sie eine Zeile in den Bäumen.</translation>
    </message>
    <message>
        <source>The selected difference</source>
        <translation>Der gewählte Unterschied</translation>
    </message>
</context>
<context>
    <name>CompareHead</name>
    <message>
        <source>LEFT</source>
        <translation>LINKS</translation>
    </message>
    <message>
        <source>RIGHT</source>
        <translation>RECHTS</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>comparison of {}, {}, with {}, {}</source>
        <translation>Vergleich von {}, {}, mit {}, {}</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>{} after event {}</source>
        <translation>{} nach Ereignis {}</translation>
    </message>
    <message>
        <source>Left: {}</source>
        <translation>Links: {}</translation>
    </message>
    <message>
        <source>Right: {}</source>
        <translation>Rechts: {}</translation>
    </message>
</context>
<context>
    <name>ComparisonDialogs</name>
    <message>
        <source>comparison</source>
        <translation>vergleich</translation>
    </message>
</context>
<context>
    <name>ComparisonTab</name>
    <message>
        <source>Nothing was exported: the comparison is not finished.</source>
        <translation>Nichts wurde exportiert: Der Vergleich ist nicht fertig.</translation>
    </message>
    <message>
        <source>Exported the comparison as {}.</source>
        <translation>Vergleich exportiert als {}.</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>From the last difference to the first.</source>
        <translation>Vom letzten Unterschied zum ersten.</translation>
    </message>
    <message>
        <source>From the first difference to the last.</source>
        <translation>Vom ersten Unterschied zum letzten.</translation>
    </message>
    <message>
        <source>Copied the difference.</source>
        <translation>Unterschied kopiert.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
</context>
<context>
    <name>Contents</name>
    <message>
        <source>has a list of its own</source>
        <translation>hat eine eigene Liste</translation>
    </message>
    <message>
        <source>no Pith document</source>
        <translation>kein Pith-Dokument</translation>
    </message>
    <message>
        <source>no title</source>
        <translation>ohne Titel</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message numerus="yes">
        <source>%n entries in {}</source>
        <translation>
            <numerusform>%n Eintrag in {}</numerusform>
            <numerusform>%n Einträge in {}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files that macOS or Windows put there are passed over</source>
        <translation>
            <numerusform>%n Datei, die macOS oder Windows dort abgelegt hat, ist übergangen</numerusform>
            <numerusform>%n Dateien, die macOS oder Windows dort abgelegt haben, sind übergangen</numerusform>
        </translation>
    </message>
    <message>
        <source>{}. Nothing is written to disk.</source>
        <translation>{}. Nichts wird auf die Platte geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n are no documents</source>
        <translation>
            <numerusform>%n ist kein Dokument</numerusform>
            <numerusform>%n sind keine Dokumente</numerusform>
        </translation>
    </message>
    <message>
        <source>{} of {} read</source>
        <translation>{} von {} gelesen</translation>
    </message>
    <message>
        <source>The rest was not read: {}</source>
        <translation>Der Rest wurde nicht gelesen: {}</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Open %n</source>
        <translation>
            <numerusform>%n öffnen</numerusform>
            <numerusform>%n öffnen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContentsModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Sieht aus wie</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
</context>
<context>
    <name>ContentsPage</name>
    <message>
        <source>Compare the two</source>
        <translation>Die beiden vergleichen</translation>
    </message>
    <message>
        <source>Several documents</source>
        <translation>Mehrere Dokumente</translation>
    </message>
    <message>
        <source>It can be read only once: save it as a file to open one of its documents.</source>
        <translation>Das kann nur einmal gelesen werden: Speichern Sie es als Datei, um eines der Dokumente zu öffnen.</translation>
    </message>
    <message>
        <source>Name, title or type</source>
        <translation>Name, Titel oder Art</translation>
    </message>
    <message>
        <source>Show only entries with this text</source>
        <translation>Nur Einträge mit diesem Text zeigen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Space chooses, Enter opens, Ctrl+A chooses all that are shown</source>
        <translation>Leertaste wählt, Eingabe öffnet, Strg+A wählt alle gezeigten</translation>
    </message>
</context>
<context>
    <name>Copied</name>
    <message>
        <source>Checked by Pith Inspector {}; “you” is whoever copied this.</source>
        <translation>Geprüft von Pith Inspector {}; „Sie“ ist, wer dies kopiert hat.</translation>
    </message>
    <message>
        <source>On the document {}</source>
        <translation>Zum Dokument {}</translation>
    </message>
    <message>
        <source>And {} more.</source>
        <translation>Und {} weitere.</translation>
    </message>
    <message>
        <source>Where to look: {}</source>
        <translation>Wo zu suchen ist: {}</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Copied before Pith Inspector {} had checked both.</source>
        <translation>Kopiert, bevor Pith Inspector {} beide geprüft hatte.</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>receipt, in part</source>
        <translation>Quittung, zum Teil</translation>
    </message>
    <message>
        <source>event, in part</source>
        <translation>Ereignis, zum Teil</translation>
    </message>
    <message>
        <source>bundle, in part</source>
        <translation>Bündel, zum Teil</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>event signature</source>
        <translation>Signatur eines Ereignisses</translation>
    </message>
    <message>
        <source>bundle signature</source>
        <translation>Signatur des Bündels</translation>
    </message>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>The receipt signs the hash of the canonical record. This stands in that record, or in a copy with the same hash.</source>
        <translation>Die Quittung signiert den Hash des kanonischen Datensatzes. Dies steht in diesem Datensatz oder in einer Kopie mit demselben Hash.</translation>
    </message>
    <message>
        <source>The event&apos;s signature covers all of the event but signature, content_sha256 and event_id.</source>
        <translation>Die Signatur des Ereignisses deckt das ganze Ereignis ab bis auf signature, content_sha256 und event_id.</translation>
    </message>
    <message>
        <source>The bundle&apos;s signature covers all of the file but bundle_signature.</source>
        <translation>Die Signatur des Bündels deckt die ganze Datei ab bis auf bundle_signature.</translation>
    </message>
    <message>
        <source>Nothing in this format signs a key. Trust in it comes from your own list.</source>
        <translation>Nichts in diesem Format signiert einen Schlüssel. Vertrauen in ihn kommt aus Ihrer eigenen Liste.</translation>
    </message>
    <message>
        <source>Nothing in this format signs a mirror manifest.</source>
        <translation>Nichts in diesem Format signiert ein Spiegelverzeichnis.</translation>
    </message>
    <message>
        <source>A state carries no signature of its own. Its receipt covers canonical_record and nothing else.</source>
        <translation>Ein Zustand trägt keine eigene Signatur. Seine Quittung deckt canonical_record ab und sonst nichts.</translation>
    </message>
    <message>
        <source>A state carries no signature of its own, and no receipt in it was shown to hold.</source>
        <translation>Ein Zustand trägt keine eigene Signatur, und keine Quittung in ihm hat sich als gültig erwiesen.</translation>
    </message>
    <message>
        <source>A record carries no signature of its own. Its receipt covers canonical_record and nothing else.</source>
        <translation>Ein Datensatz trägt keine eigene Signatur. Seine Quittung deckt canonical_record ab und sonst nichts.</translation>
    </message>
    <message>
        <source>A record carries no signature of its own, and no receipt in it was shown to hold.</source>
        <translation>Ein Datensatz trägt keine eigene Signatur, und keine Quittung in ihm hat sich als gültig erwiesen.</translation>
    </message>
    <message>
        <source>{} of these {} values are signed.</source>
        <translation>{} dieser {} Werte sind signiert.</translation>
    </message>
    <message>
        <source>Nothing. The format has no signature for it.</source>
        <translation>Nichts. Das Format hat keine Signatur dafür.</translation>
    </message>
    <message>
        <source>Nothing. No signature covers itself.</source>
        <translation>Nichts. Keine Signatur deckt sich selbst ab.</translation>
    </message>
    <message>
        <source>Neither the bundle&apos;s signature nor that of this event was shown to hold.</source>
        <translation>Weder die Signatur des Bündels noch die dieses Ereignisses hat sich als gültig erwiesen.</translation>
    </message>
    <message>
        <source>No bundle signature in this file was shown to hold.</source>
        <translation>Keine Signatur des Bündels in dieser Datei hat sich als gültig erwiesen.</translation>
    </message>
    <message>
        <source>No bundle signature in this file was shown to hold, and the event&apos;s own covers all of the event but signature, content_sha256 and event_id.</source>
        <translation>Keine Signatur des Bündels in dieser Datei hat sich als gültig erwiesen, und die des Ereignisses deckt das ganze Ereignis ab bis auf signature, content_sha256 und event_id.</translation>
    </message>
    <message>
        <source>A bundle carries it, over the state as a whole.</source>
        <translation>Ein Bündel trägt sie, über den ganzen Zustand.</translation>
    </message>
    <message>
        <source>None in this file was shown to hold.</source>
        <translation>Keine in dieser Datei hat sich als gültig erwiesen.</translation>
    </message>
    <message>
        <source>Nothing in an integrity report is shown to be signed: how the hash that its events sign is made is not known.</source>
        <translation>Nichts in einem Integritätsbericht hat sich als signiert erwiesen: Wie der Hash gemacht wird, den seine Ereignisse signieren, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The others: {}</source>
        <translation>Die übrigen: {}</translation>
    </message>
    <message>
        <source>{} of them: {}</source>
        <translation>{} davon: {}</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
    <message>
        <source>{} ({})</source>
        <translation>{} ({})</translation>
    </message>
    <message>
        <source>A bundle carries both, over what it repeats of the record.</source>
        <translation>Ein Bündel trägt beide, über das, was es vom Datensatz wiederholt.</translation>
    </message>
    <message>
        <source>A bundle carries both.</source>
        <translation>Ein Bündel trägt beide.</translation>
    </message>
    <message>
        <source>No key that signed it is one that you trust.</source>
        <translation>Keinem Schlüssel, der es signiert hat, vertrauen Sie.</translation>
    </message>
    <message>
        <source>… and {} more</source>
        <translation>… und {} weitere</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>Alle Werte</translation>
    </message>
    <message>
        <source>no receipt shown to hold</source>
        <translation>keine Quittung, die sich als gültig erwiesen hat</translation>
    </message>
    <message>
        <source>no event signature shown to hold</source>
        <translation>keine Signatur eines Ereignisses, die sich als gültig erwiesen hat</translation>
    </message>
    <message>
        <source>no bundle signature shown to hold</source>
        <translation>keine Signatur des Bündels, die sich als gültig erwiesen hat</translation>
    </message>
    <message>
        <source>A state carries no signature of its own.</source>
        <translation>Ein Zustand trägt keine eigene Signatur.</translation>
    </message>
    <message>
        <source>A record carries no signature of its own.</source>
        <translation>Ein Datensatz trägt keine eigene Signatur.</translation>
    </message>
    <message>
        <source>A key carries no signature.</source>
        <translation>Ein Schlüssel trägt keine Signatur.</translation>
    </message>
    <message>
        <source>A mirror manifest carries no signature.</source>
        <translation>Ein Spiegelverzeichnis trägt keine Signatur.</translation>
    </message>
    <message>
        <source>no event signature in a state</source>
        <translation>keine Signatur eines Ereignisses in einem Zustand</translation>
    </message>
    <message>
        <source>no bundle signature in a state</source>
        <translation>keine Signatur eines Bündels in einem Zustand</translation>
    </message>
    <message>
        <source>no event signature in a record</source>
        <translation>keine Signatur eines Ereignisses in einem Datensatz</translation>
    </message>
    <message>
        <source>no bundle signature in a record</source>
        <translation>keine Signatur eines Bündels in einem Datensatz</translation>
    </message>
    <message>
        <source>no receipt in an integrity report</source>
        <translation>keine Quittung in einem Integritätsbericht</translation>
    </message>
    <message>
        <source>no bundle signature in an integrity report</source>
        <translation>keine Signatur eines Bündels in einem Integritätsbericht</translation>
    </message>
    <message>
        <source>no signature in a key</source>
        <translation>keine Signatur in einem Schlüssel</translation>
    </message>
    <message>
        <source>no signature in a mirror manifest</source>
        <translation>keine Signatur in einem Spiegelverzeichnis</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>{} of {} values is signed</source>
        <translation>{} von {} Werten ist signiert</translation>
    </message>
    <message>
        <source>{} of {} values are signed</source>
        <translation>{} von {} Werten sind signiert</translation>
    </message>
    <message>
        <source>None of the {} values is signed</source>
        <translation>Keiner der {} Werte ist signiert</translation>
    </message>
    <message>
        <source>All {} values are signed</source>
        <translation>Alle {} Werte sind signiert</translation>
    </message>
    <message>
        <source>Not every key that signed it is one that you trust.</source>
        <translation>Nicht jedem Schlüssel, der es signiert hat, vertrauen Sie.</translation>
    </message>
    <message>
        <source>The other {} are covered by no signature in this file.</source>
        <translation>Die anderen {} deckt keine Signatur in dieser Datei ab.</translation>
    </message>
    <message>
        <source>No signature shown to hold covers any of them.</source>
        <translation>Keine Signatur, die sich als gültig erwiesen hat, deckt einen von ihnen ab.</translation>
    </message>
    <message>
        <source>The other one is covered by no signature in this file.</source>
        <translation>Den anderen deckt keine Signatur in dieser Datei ab.</translation>
    </message>
    <message>
        <source>Only signatures shown to hold count: {} of {}.</source>
        <translation>Es zählen nur Signaturen, die sich als gültig erwiesen haben: {} von {}.</translation>
    </message>
    <message>
        <source>Value {} of {}, {}: {}</source>
        <translation>Wert {} von {}, {}: {}</translation>
    </message>
    <message>
        <source>Values {} to {} of {}: {} of {} signed</source>
        <translation>Werte {} bis {} von {}: {} von {} signiert</translation>
    </message>
</context>
<context>
    <name>CoverageDetailPage</name>
    <message>
        <source>Choose a value in the strip or in the tree.</source>
        <translation>Wählen Sie einen Wert im Streifen oder im Baum.</translation>
    </message>
    <message>
        <source>What speaks for it all the same</source>
        <translation>Was trotzdem für ihn spricht</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>JSON Pointer</source>
        <translation>JSON Pointer</translation>
    </message>
    <message>
        <source>Covered by</source>
        <translation>Abgedeckt durch</translation>
    </message>
    <message>
        <source>What would cover it</source>
        <translation>Was ihn abdecken würde</translation>
    </message>
    <message>
        <source>Get the bundle…</source>
        <translation>Bündel holen…</translation>
    </message>
    <message>
        <source>shows the address first</source>
        <translation>zeigt vorher die Adresse</translation>
    </message>
    <message>
        <source>Covered by nothing</source>
        <translation>Durch nichts abgedeckt</translation>
    </message>
</context>
<context>
    <name>CoverageHead</name>
    <message>
        <source>one box a value, in the order of the file</source>
        <translation>ein Kästchen je Wert, in der Reihenfolge der Datei</translation>
    </message>
    <message>
        <source>one box for {} values, in the order of the file</source>
        <translation>ein Kästchen für {} Werte, in der Reihenfolge der Datei</translation>
    </message>
</context>
<context>
    <name>CoverageModel</name>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bündel</translation>
    </message>
    <message>
        <source>Signed values</source>
        <translation>Signierte Werte</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signiert</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>{} signed</source>
        <translation>{} signiert</translation>
    </message>
    <message>
        <source>{}: {} of {}</source>
        <translation>{}: {} von {}</translation>
    </message>
</context>
<context>
    <name>CoveragePage</name>
    <message>
        <source>Copied the pointers.</source>
        <translation>Pointer kopiert.</translation>
    </message>
</context>
<context>
    <name>CoverageStrip</name>
    <message>
        <source>Signed values in the order of the file</source>
        <translation>Signierte Werte in der Reihenfolge der Datei</translation>
    </message>
</context>
<context>
    <name>CoverageTree</name>
    <message>
        <source>Copy the list of pointers</source>
        <translation>Liste der Pointer kopieren</translation>
    </message>
    <message>
        <source>{} {}</source>
        <translation>{} {}</translation>
    </message>
    <message>
        <source>Show all values, {}</source>
        <translation>Alle Werte zeigen, {}</translation>
    </message>
    <message>
        <source>Show only values covered by {}, {}</source>
        <translation>Nur Werte zeigen, abgedeckt durch {}, {}</translation>
    </message>
    <message>
        <source>The JSON Pointers of what nothing covers</source>
        <translation>Die JSON Pointer dessen, was nichts abdeckt</translation>
    </message>
    <message>
        <source>Values of the document and what covers them</source>
        <translation>Werte des Dokuments und was sie abdeckt</translation>
    </message>
</context>
<context>
    <name>CoverageView</name>
    <message>
        <source>Working out which values are signed…</source>
        <translation>Es wird ermittelt, welche Werte signiert sind…</translation>
    </message>
</context>
<context>
    <name>DataStep</name>
    <message>
        <source>The bytes</source>
        <translation>Die Bytes</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Save bytes…</source>
        <translation>Bytes speichern…</translation>
    </message>
    <message>
        <source>These are the first {} of {} bytes.</source>
        <translation>Das sind die ersten {} von {} Bytes.</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>All of this is covered by a signature that holds.</source>
        <translation>All dies ist von einer gültigen Signatur gedeckt.</translation>
    </message>
    <message>
        <source>All of this but {} is covered by a signature that holds.</source>
        <translation>All dies außer {} ist von einer gültigen Signatur gedeckt.</translation>
    </message>
    <message>
        <source>No signature covers all of this; parts of it are covered.</source>
        <translation>Keine Signatur deckt all dies ab; Teile davon sind gedeckt.</translation>
    </message>
    <message>
        <source>No signature in this file covers any of this.</source>
        <translation>Keine Signatur in dieser Datei deckt etwas hiervon ab.</translation>
    </message>
    <message>
        <source>some values of the document</source>
        <translation>einige Werte des Dokuments</translation>
    </message>
    <message>
        <source>In this group</source>
        <translation>In dieser Gruppe</translation>
    </message>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>Under it</source>
        <translation>Darunter</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Says it is</source>
        <translation>Nennt sich</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Choose a value in the tree.</source>
        <translation>Wählen Sie einen Wert im Baum.</translation>
    </message>
    <message>
        <source>Copy JSON Pointer</source>
        <translation>JSON Pointer kopieren</translation>
    </message>
    <message>
        <source>About the value</source>
        <translation>Über den Wert</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>Rechenweg</translation>
    </message>
    <message>
        <source>Raw JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Bytes in the file</source>
        <translation>Bytes der Datei</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Notiz anlegen</translation>
    </message>
    <message>
        <source>Add a note (Ctrl+M)</source>
        <translation>Notiz anlegen (Strg+M)</translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation>Gesamtergebnis kopieren</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open {} in the browser?</source>
        <translation>{} im Browser öffnen?</translation>
    </message>
    <message>
        <source>{}

The address is made of what the document says. This program fetches nothing; the browser does.</source>
        <translation>{}

Die Adresse ist aus dem gemacht, was das Dokument sagt. Dieses Programm holt nichts; der Browser tut es.</translation>
    </message>
    <message>
        <source>Open Pith documents</source>
        <translation>Pith-Dokumente öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save bytes</source>
        <translation>Bytes speichern</translation>
    </message>
    <message>
        <source>A page to read and to print (*.html)</source>
        <translation>Eine Seite zum Lesen und Drucken (*.html)</translation>
    </message>
    <message>
        <source>Data for other programs (*.json)</source>
        <translation>Daten für andere Programme (*.json)</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
    <message>
        <source>Fetch a document</source>
        <translation>Ein Dokument holen</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Fetch from {}?</source>
        <translation>Von {} holen?</translation>
    </message>
    <message>
        <source>Documents and archives (*.json *.jsonl *.ndjson *.zip *.tar *.tgz *.gz *.bz2 *.xz *.zst)</source>
        <translation>Dokumente und Archive (*.json *.jsonl *.ndjson *.zip *.tar *.tgz *.gz *.bz2 *.xz *.zst)</translation>
    </message>
    <message>
        <source>{}

Only this address, and one that it leads to, is fetched over https.</source>
        <translation>{}

Geholt wird nur diese Adresse und die, auf die sie weiterleitet, über https.</translation>
    </message>
    <message>
        <source>About Pith Inspector</source>
        <translation>Über Pith Inspector</translation>
    </message>
    <message>
        <source>Opens a signed record of a scientific paper and says what is proven, what is only stated and what is wrong. Nothing inside a document is fetched by itself, and the inspected file is never written.</source>
        <translation>Öffnet den signierten Datensatz einer wissenschaftlichen Arbeit und sagt, was bewiesen, was nur behauptet und was falsch ist. Nichts in einem Dokument wird von selbst geholt, und die untersuchte Datei wird nie geschrieben.</translation>
    </message>
    <message>
        <source>Pith Inspector {}</source>
        <translation>Pith Inspector {}</translation>
    </message>
    <message>
        <source>Nothing was opened</source>
        <translation>Nichts wurde geöffnet</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>Left: {}</source>
        <translation>Links: {}</translation>
    </message>
    <message>
        <source>Right: {}</source>
        <translation>Rechts: {}</translation>
    </message>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
</context>
<context>
    <name>DocumentModel</name>
    <message>
        <source>Item</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} bis {}</translation>
    </message>
</context>
<context>
    <name>DocumentPage</name>
    <message>
        <source>Copied the line.</source>
        <translation>Die Zeile ist kopiert.</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Inspect both, each in a tab</source>
        <translation>Beide untersuchen, jedes in einem Tab</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>Die beiden vergleichen</translation>
    </message>
    <message>
        <source>left: {}</source>
        <translation>links: {}</translation>
    </message>
    <message>
        <source>right: {}</source>
        <translation>rechts: {}</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>{}, if it counts bytes</source>
        <translation>{}, falls es Bytes zählt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>In groups</source>
        <translation>In Gruppen</translation>
    </message>
    <message>
        <source>{} {} ({} bytes)</source>
        <translation>{} {} ({} Bytes)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>arXiv id</source>
        <translation>arXiv-Kennung</translation>
    </message>
    <message>
        <source>at {}</source>
        <translation>bei {}</translation>
    </message>
    <message>
        <source>Hashed</source>
        <translation>Gehasht</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
</context>
<context>
    <name>FetchPage</name>
    <message>
        <source>Only this address, and one that it leads to, is fetched over https.</source>
        <translation>Geholt wird nur diese Adresse und die, auf die sie weiterleitet, über https.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>The document names this address. Only this address, and one that it leads to, is fetched over https.</source>
        <translation>Das Dokument nennt diese Adresse. Geholt wird nur diese Adresse und die, auf die sie weiterleitet, über https.</translation>
    </message>
    <message>
        <source>Fetch from {}?</source>
        <translation>Von {} holen?</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>preparing…</source>
        <translation>wird vorbereitet…</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>wird gesucht…</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>name:</source>
        <translation>name:</translation>
    </message>
    <message>
        <source>value:</source>
        <translation>wert:</translation>
    </message>
    <message>
        <source>is:</source>
        <translation>ist:</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find text, name or pointer</source>
        <translation>Text, Name oder Pointer suchen</translation>
    </message>
    <message>
        <source>Find in the document</source>
        <translation>Im Dokument suchen</translation>
    </message>
    <message>
        <source>Choose where to look</source>
        <translation>Wählen, wo gesucht wird</translation>
    </message>
    <message>
        <source>Names and values</source>
        <translation>Namen und Werte</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>JSON Pointer</source>
        <translation>JSON Pointer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>{} to {}</source>
        <translation>{} bis {}</translation>
    </message>
    <message>
        <source>explains {}</source>
        <translation>erklärt {}</translation>
    </message>
    <message>
        <source>follows from the cause above</source>
        <translation>folgt aus der Ursache darüber</translation>
    </message>
    <message>
        <source>Rule: {}</source>
        <translation>Regel: {}</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>das Dokument</translation>
    </message>
    <message>
        <source>every check passed</source>
        <translation>jede Prüfung bestanden</translation>
    </message>
    <message>
        <source>{}; {} of {} shown</source>
        <translation>{}; {} von {} gezeigt</translation>
    </message>
    <message numerus="yes">
        <source>nothing failed; %n checks could not be made</source>
        <translation>
            <numerusform>kein Fehler; %n Prüfung war nicht möglich</numerusform>
            <numerusform>kein Fehler; %n Prüfungen waren nicht möglich</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing failed; {}</source>
        <translation>kein Fehler; {}</translation>
    </message>
    <message>
        <source>Give the paper&apos;s text…</source>
        <translation>Text der Arbeit angeben…</translation>
    </message>
    <message>
        <source>Compare fingerprint…</source>
        <translation>Fingerabdruck vergleichen…</translation>
    </message>
    <message>
        <source>Get the bundle…</source>
        <translation>Bündel holen…</translation>
    </message>
    <message>
        <source>Show in the tree</source>
        <translation>Im Baum zeigen</translation>
    </message>
</context>
<context>
    <name>FindingsBar</name>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Filter findings</source>
        <translation>Befunde filtern</translation>
    </message>
    <message>
        <source>Filter findings by check, pointer or sentence</source>
        <translation>Befunde nach Prüfung, Pointer oder Satz filtern</translation>
    </message>
    <message>
        <source>Group findings by result and check</source>
        <translation>Befunde nach Ergebnis und Prüfung gruppieren</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>With notes</source>
        <translation>Mit Notizen</translation>
    </message>
    <message>
        <source>Only findings at values that have notes</source>
        <translation>Nur Befunde an Werten, die Notizen haben</translation>
    </message>
    <message>
        <source>Show {}</source>
        <translation>{} zeigen</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was sie sagt</translation>
    </message>
</context>
<context>
    <name>FindingsPane</name>
    <message>
        <source>Findings, worst first</source>
        <translation>Befunde, die schlimmsten zuerst</translation>
    </message>
</context>
<context>
    <name>FingerprintCompare</name>
    <message>
        <source>One digit that differs makes it the fingerprint of another key.</source>
        <translation>Eine einzige andere Ziffer macht ihn zum Fingerabdruck eines anderen Schlüssels.</translation>
    </message>
    <message>
        <source>Compare the fingerprint before you trust</source>
        <translation>Den Fingerabdruck vergleichen, bevor Sie vertrauen</translation>
    </message>
    <message>
        <source>{} of 8 groups equal, {} still to come</source>
        <translation>{} von 8 Gruppen gleich, {} stehen noch aus</translation>
    </message>
    <message>
        <source>{} of 8 groups equal, {} different</source>
        <translation>{} von 8 Gruppen gleich, {} verschieden</translation>
    </message>
    <message>
        <source>Compare the fingerprint</source>
        <translation>Fingerabdruck vergleichen</translation>
    </message>
    <message>
        <source>Get it from the signer by another way than the one that brought this key: a call, a letter, its website opened by yourself. A fingerprint that stands in the document, or came with it, proves nothing. Then type or paste it here.</source>
        <translation>Holen Sie ihn beim Unterzeichner auf einem anderen Weg, als dieser Schlüssel kam: ein Anruf, ein Brief, seine von Ihnen selbst geöffnete Website. Ein Fingerabdruck, der im Dokument steht oder mit ihm kam, beweist nichts. Tippen Sie ihn dann hier ein oder fügen Sie ihn ein.</translation>
    </message>
    <message>
        <source>Not taken: this program copied it itself</source>
        <translation>Nicht übernommen: Das hat dieses Programm selbst kopiert</translation>
    </message>
    <message>
        <source>What it shows, in a document or of a key, is no second source. Type the fingerprint that you have from the signer, or paste it from there.</source>
        <translation>Was es zeigt, in einem Dokument oder zu einem Schlüssel, ist keine zweite Quelle. Tippen Sie den Fingerabdruck ein, den Sie vom Unterzeichner haben, oder fügen Sie ihn von dort ein.</translation>
    </message>
    <message>
        <source>Not taken: this is no fingerprint alone</source>
        <translation>Nicht übernommen: Das ist nicht nur ein Fingerabdruck</translation>
    </message>
    <message>
        <source>A fingerprint has the digits 0 to 9 and the letters a to f. In this text there are others, even if they look like them: {}</source>
        <translation>Ein Fingerabdruck hat die Ziffern 0 bis 9 und die Buchstaben a bis f. In diesem Text sind andere, auch wenn sie so aussehen: {}</translation>
    </message>
    <message>
        <source>A fingerprint has no such characters, even if they look alike: {}</source>
        <translation>Ein Fingerabdruck hat keine solchen Zeichen, auch wenn sie so aussehen: {}</translation>
    </message>
    <message>
        <source>All 8 groups are equal, pasted</source>
        <translation>Alle 8 Gruppen sind gleich, eingefügt</translation>
    </message>
    <message>
        <source>All 8 groups are equal, typed in</source>
        <translation>Alle 8 Gruppen sind gleich, eingetippt</translation>
    </message>
</context>
<context>
    <name>FoundPage</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>The text goes on: these are its first {} characters.</source>
        <translation>Der Text geht weiter: das sind seine ersten {} Zeichen.</translation>
    </message>
    <message>
        <source>No check speaks of this by itself.</source>
        <translation>Keine Prüfung handelt für sich davon.</translation>
    </message>
    <message>
        <source>{} more results are in the findings.</source>
        <translation>{} weitere Ergebnisse stehen in den Befunden.</translation>
    </message>
    <message>
        <source>Covered by</source>
        <translation>Abgedeckt durch</translation>
    </message>
</context>
<context>
    <name>GroupColumn</name>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>anders</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>steht noch aus</translation>
    </message>
    <message>
        <source>Group {} of 8 from the signer, this key has {}</source>
        <translation>Gruppe {} von 8 vom Unterzeichner, dieser Schlüssel hat {}</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>Aliase</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Momentaufnahmen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>The verdict</source>
        <translation>Das Urteil</translation>
    </message>
    <message>
        <source>One word for the document. Behind it stand two axes that are never folded into one: integrity, whether it is what it says, and trust, whose keys signed it.</source>
        <translation>Ein Wort für das Dokument. Dahinter stehen zwei Achsen, die nie zu einer werden: Integrität, ob es ist, was es sagt, und Vertrauen, wessen Schlüssel es signiert haben.</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>What it cannot tell</source>
        <translation>Was es nicht sagen kann</translation>
    </message>
    <message>
        <source>No verdict says that a paper is right or that a statement is true. A state or a record on its own is unproven at best, since only the canonical record in it is signed.</source>
        <translation>Kein Urteil sagt, dass eine Arbeit recht hat oder eine Aussage wahr ist. Ein Zustand oder ein Datensatz für sich ist bestenfalls unbewiesen, denn nur der kanonische Datensatz in ihm ist signiert.</translation>
    </message>
    <message>
        <source>A check does not hold, or a key that you distrust signed the document.</source>
        <translation>Eine Prüfung ist fehlgeschlagen, oder ein Schlüssel, dem Sie misstrauen, hat das Dokument signiert.</translation>
    </message>
    <message>
        <source>An unchecked step after one that failed: a signature is never checked over a hash that did not hold.</source>
        <translation>Ein nicht geprüfter Schritt nach einem fehlgeschlagenen: Eine Signatur wird nie über einen Hash geprüft, der nicht gilt.</translation>
    </message>
    <message>
        <source>The check was made, and it holds.</source>
        <translation>Die Prüfung wurde gemacht, und sie ist bestanden.</translation>
    </message>
    <message>
        <source>The check was made, and it does not hold.</source>
        <translation>Die Prüfung wurde gemacht, und sie ist nicht bestanden.</translation>
    </message>
    <message>
        <source>Something is odd. It is not wrong, and it decides nothing.</source>
        <translation>Etwas ist auffällig. Es ist nicht falsch, und es entscheidet nichts.</translation>
    </message>
    <message>
        <source>The check could not be made; the reason is always given. It has neither passed nor failed.</source>
        <translation>Die Prüfung war nicht möglich; der Grund steht immer dabei. Sie ist weder bestanden noch fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Statuses</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Each result of a check has one of four statuses. A group or a branch of the tree shows the worst below it with its number.</source>
        <translation>Jede Prüfung hat eines von vier Ergebnissen. Eine Gruppe oder ein Zweig des Baums zeigt das schlimmste darunter mit seiner Anzahl.</translation>
    </message>
    <message>
        <source>Keys and trust</source>
        <translation>Schlüssel und Vertrauen</translation>
    </message>
    <message>
        <source>Trust comes from your own list of keys alone. A key inside a document proves nothing about itself: whoever makes a document can put any key into it.</source>
        <translation>Vertrauen kommt allein aus Ihrer eigenen Liste von Schlüsseln. Ein Schlüssel in einem Dokument beweist nichts über sich selbst: Wer ein Dokument macht, kann jeden Schlüssel hineinsetzen.</translation>
    </message>
    <message>
        <source>A key</source>
        <translation>Ein Schlüssel</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>The first 32 digits of the SHA-256 of the key&apos;s bytes. Before you trust a key, compare its fingerprint with one that you got by another way than the document.</source>
        <translation>Die ersten 32 Ziffern des SHA-256 der Bytes des Schlüssels. Bevor Sie einem Schlüssel vertrauen, vergleichen Sie seinen Fingerabdruck mit einem, den Sie auf einem anderen Weg als durch das Dokument bekommen haben.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>A valid signature shows that the holder of the key signed exactly these bytes. It does not show who that is.</source>
        <translation>Eine gültige Signatur zeigt, dass der Inhaber des Schlüssels genau diese Bytes signiert hat. Sie zeigt nicht, wer das ist.</translation>
    </message>
    <message>
        <source>No signature that holds covers the value: anybody can change it.</source>
        <translation>Keine gültige Signatur deckt den Wert ab: Jeder kann ihn ändern.</translation>
    </message>
    <message>
        <source>The canonical record, and no date of the receipt.</source>
        <translation>Der kanonische Datensatz, und kein Datum der Quittung.</translation>
    </message>
    <message>
        <source>All that a bundle must show was checked and holds, and a key that you trust signed the whole of it. What else could not be checked is counted beside it.</source>
        <translation>Alles, was ein Bündel zeigen muss, wurde geprüft und gilt, und ein Schlüssel, dem Sie vertrauen, hat das Ganze signiert. Was sonst nicht zu prüfen war, steht mit seiner Zahl daneben.</translation>
    </message>
    <message>
        <source>No check failed, but something that a verified document must show was not shown: a key is unknown, a signature is missing, or a check could not be made.</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber etwas, das ein bestätigtes Dokument zeigen muss, wurde nicht gezeigt: Ein Schlüssel ist unbekannt, eine Signatur fehlt, oder eine Prüfung war nicht möglich.</translation>
    </message>
    <message>
        <source>No Pith document could be read, or another one came than was asked for.</source>
        <translation>Kein Pith-Dokument war zu lesen, oder es kam ein anderes als das verlangte.</translation>
    </message>
    <message>
        <source>Every signature that the document must have holds, and each is by a key that you trust.</source>
        <translation>Jede Signatur, die das Dokument haben muss, gilt, und jede ist von einem Schlüssel, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>Every signature holds, but one is by a key that is not in your list.</source>
        <translation>Jede Signatur gilt, aber eine ist von einem Schlüssel, der nicht in Ihrer Liste steht.</translation>
    </message>
    <message>
        <source>A signature that the document must have is missing, does not hold, or could not be checked.</source>
        <translation>Eine Signatur, die das Dokument haben muss, fehlt, gilt nicht oder war nicht zu prüfen.</translation>
    </message>
    <message>
        <source>A signature is by a key that you distrust, or names one.</source>
        <translation>Eine Signatur ist von einem Schlüssel, dem Sie misstrauen, oder nennt einen solchen.</translation>
    </message>
    <message>
        <source>The document has no signature over the whole of it.</source>
        <translation>Das Dokument hat keine Signatur über das Ganze.</translation>
    </message>
    <message>
        <source>Who signed is shown by the name that your list has for the key. key_id and signer_id are only what somebody wrote, shown as “says it is”. A key that has the name of a trusted key and other bytes fails.</source>
        <translation>Wer signiert hat, steht mit dem Namen da, den Ihre Liste für den Schlüssel hat. key_id und signer_id sind nur, was jemand geschrieben hat, gezeigt als „nennt sich“. Ein Schlüssel mit dem Namen eines vertrauten Schlüssels und anderen Bytes schlägt fehl.</translation>
    </message>
    <message>
        <source>The event, but not its signature object, hash and id.</source>
        <translation>Das Ereignis, aber nicht sein Objekt signature, sein Hash und seine Kennung.</translation>
    </message>
    <message>
        <source>The whole bundle, but not bundle_signature.</source>
        <translation>Das ganze Bündel, aber nicht bundle_signature.</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>A value is covered where a signature that holds stands over it. A signature that does not hold, or was not checked, covers nothing.</source>
        <translation>Ein Wert ist abgedeckt, wo eine gültige Signatur über ihm steht. Eine Signatur, die nicht gilt oder nicht geprüft wurde, deckt nichts ab.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Everything can be done by the keyboard; Tab goes from part to part.</source>
        <translation>Alles geht mit der Tastatur; die Tabulatortaste geht von Teil zu Teil.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>In the tree and in lists</source>
        <translation>Im Baum und in Listen</translation>
    </message>
    <message>
        <source>In the find field</source>
        <translation>Im Suchfeld</translation>
    </message>
    <message>
        <source>Open and close a row</source>
        <translation>Eine Zeile auf- und zuklappen</translation>
    </message>
    <message>
        <source>Go to the first or the last row</source>
        <translation>Zur ersten oder letzten Zeile gehen</translation>
    </message>
    <message>
        <source>The value at a JSON Pointer, then what begins so</source>
        <translation>Der Wert an einem JSON Pointer, dann was so beginnt</translation>
    </message>
    <message>
        <source>Text in names alone</source>
        <translation>Text nur in Namen</translation>
    </message>
    <message>
        <source>Text in values alone</source>
        <translation>Text nur in Werten</translation>
    </message>
    <message>
        <source>Values with a result, such as fail or not reached</source>
        <translation>Werte mit einem Ergebnis, etwa Fehler oder nicht erreicht</translation>
    </message>
    <message>
        <source>Next and previous match</source>
        <translation>Nächster und vorheriger Treffer</translation>
    </message>
    <message>
        <source>Choose what is looked at</source>
        <translation>Wählen, wo gesucht wird</translation>
    </message>
    <message>
        <source>Empty the field</source>
        <translation>Das Feld leeren</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>Aliase</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Momentaufnahmen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bündel</translation>
    </message>
    <message>
        <source>Integrity reports</source>
        <translation>Integritätsberichte</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>It proves</source>
        <translation>Sie beweist</translation>
    </message>
    <message>
        <source>A failure can mean</source>
        <translation>Ein Fehler kann bedeuten</translation>
    </message>
    <message>
        <source>It cannot tell</source>
        <translation>Sie kann nicht sagen</translation>
    </message>
    <message>
        <source>The rule stands in</source>
        <translation>Die Regel steht in</translation>
    </message>
    <message>
        <source>Rule: {}</source>
        <translation>Regel: {}</translation>
    </message>
    <message>
        <source>At least one other check failed.</source>
        <translation>Mindestens eine andere Prüfung ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>A key is imported from a file or pasted: from a key file of Pith, as PEM, as a public key of OpenSSH, as a JSON Web Key, or as 32 bytes in hex or base64. Only Ed25519 keys are read. A comment or kid beside a key is whatever its writer chose, and is not taken as its name.</source>
        <translation>Ein Schlüssel wird aus einer Datei importiert oder eingefügt: aus einer Schlüsseldatei von Pith, als PEM, als öffentlicher Schlüssel von OpenSSH, als JSON Web Key oder als 32 Bytes in Hex oder Base64. Gelesen werden nur Ed25519-Schlüssel. Ein Kommentar oder eine kid neben einem Schlüssel ist, was der Schreiber wollte, und wird nicht als sein Name übernommen.</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>Rechenweg</translation>
    </message>
    <message>
        <source>Select a hash or a signature in the tree: its steps are shown in order, computed anew from the document.</source>
        <translation>Einen Hash oder eine Signatur im Baum wählen: Ihre Schritte stehen der Reihe nach da, aus dem Dokument neu berechnet.</translation>
    </message>
    <message>
        <source>Members that are left out are struck through: a hash cannot hold itself, nor its signature.</source>
        <translation>Weggelassene Felder sind durchgestrichen: Ein Hash kann weder sich selbst noch seine Signatur enthalten.</translation>
    </message>
    <message>
        <source>After a step that failed the later ones are not reached. “Where to look” is computed here from another copy in the document. It is no result, and it never changes the verdict.</source>
        <translation>Nach einem fehlgeschlagenen Schritt sind die späteren nicht erreicht. „Wo nachzusehen ist“ wird hier aus einer anderen Kopie im Dokument berechnet. Es ist kein Ergebnis und ändert nie das Urteil.</translation>
    </message>
    <message>
        <source>A click on a step selects the value that it takes; selecting a value marks its step.</source>
        <translation>Ein Klick auf einen Schritt wählt den Wert, den er nimmt; ein gewählter Wert markiert seinen Schritt.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>The events of a document on a time axis, by signer, with what links them.</source>
        <translation>Die Ereignisse eines Dokuments auf einer Zeitachse, nach Unterzeichner, mit dem, was sie verbindet.</translation>
    </message>
    <message>
        <source>A circle is when an event was created, a square when it was signed, the line with the diamond when the bundle was built. These are the dates that the document states.</source>
        <translation>Ein Kreis steht für die Erstellung eines Ereignisses, ein Quadrat für seine Signatur, die Linie mit der Raute für den Bau des Bündels. Es sind die Daten, die das Dokument angibt.</translation>
    </message>
    <message>
        <source>A solid bar passed, a dashed one is odd or not checked, a dotted one failed. Long stretches without an event are left out and hatched.</source>
        <translation>Ein durchgezogener Balken hat bestanden, ein gestrichelter ist auffällig oder nicht geprüft, ein gepunkteter fehlgeschlagen. Lange Strecken ohne Ereignis sind ausgelassen und schraffiert.</translation>
    </message>
    <message>
        <source>A click or Enter selects the event; + and - zoom, 0 fits all.</source>
        <translation>Ein Klick oder die Eingabetaste wählt das Ereignis; + und - vergrößern und verkleinern, 0 zeigt alles.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Two documents side by side: what was added, removed, changed and moved, and which proofs changed. Nothing is written to either.</source>
        <translation>Zwei Dokumente nebeneinander: was dazukam, wegfiel, geändert oder verschoben wurde, und welche Beweise anders ausfallen. In keines von beiden wird geschrieben.</translation>
    </message>
    <message>
        <source>Documents of one type are compared as wholes, a bundle and a state by the state, and else the parts that both have. A bundle&apos;s own state can be held against the one that its events give, and against another point of its history.</source>
        <translation>Dokumente eines Typs werden als Ganzes verglichen, ein Bündel und ein Zustand am Zustand, sonst die Teile, die beide haben. Der eigene Zustand eines Bündels lässt sich gegen den halten, den seine Ereignisse ergeben, und gegen einen anderen Punkt seiner Geschichte.</translation>
    </message>
    <message>
        <source>Events are paired by event_id, or by type and time; aliases by kind and value, keys by fingerprint, claims by claim_id, mirrors by address. Other items are paired by the longest common subsequence, then by likeness. The order of members never counts.</source>
        <translation>Ereignisse werden nach event_id einander zugeordnet, oder nach Typ und Zeit; Aliase nach Art und Wert, Schlüssel nach Fingerabdruck, Aussagen nach claim_id, Spiegel nach Adresse. Anderes wird nach der längsten gemeinsamen Teilfolge zugeordnet, dann nach Ähnlichkeit. Die Reihenfolge von Feldern zählt nie.</translation>
    </message>
    <message>
        <source>1 and 1.0 differ: they are the same number and two texts, so the hashes differ. Texts that only look alike are said to.</source>
        <translation>1 und 1.0 sind verschieden: Sie sind dieselbe Zahl und zwei Texte, also unterscheiden sich die Hashes. Bei Texten, die nur gleich aussehen, wird es gesagt.</translation>
    </message>
    <message>
        <source>Volatile fields are times and what follows from them. Hidden differences still count, and are shown where something else in the same item changed.</source>
        <translation>Flüchtige Felder sind Zeiten und was aus ihnen folgt. Ausgeblendete Unterschiede zählen trotzdem, und sie werden gezeigt, wo sich im selben Element noch etwas anderes geändert hat.</translation>
    </message>
    <message>
        <source>A state that was computed here is no document: the verdict beside it is the bundle&apos;s.</source>
        <translation>Ein Zustand, der hier berechnet wurde, ist kein Dokument: Das Urteil daneben ist das des Bündels.</translation>
    </message>
    <message>
        <source>The paper&apos;s text</source>
        <translation>Der Text der Arbeit</translation>
    </message>
    <message>
        <source>A bundle holds only the beginning of the abstract. Give the paper&apos;s text, and the hashes of title and abstract are checked against it.</source>
        <translation>Ein Bündel enthält nur den Anfang der Zusammenfassung. Mit dem Text der Arbeit werden die Hashes von Titel und Zusammenfassung an ihm geprüft.</translation>
    </message>
    <message>
        <source>Paste it, drop a file, or choose one: plain text, a web page, or arXiv&apos;s Atom or OAI answer. Nothing is fetched.</source>
        <translation>Einfügen, eine Datei hereinziehen oder wählen: einfacher Text, eine Webseite oder die Atom- oder OAI-Antwort von arXiv. Nichts wird geholt.</translation>
    </message>
    <message>
        <source>A match proves that this is the text that was hashed. A mismatch proves nothing: the text may be another version, or not hold the abstract.</source>
        <translation>Eine Übereinstimmung beweist, dass dies der Text des Hashes ist. Eine Abweichung beweist nichts: Der Text kann eine andere Fassung sein oder die Zusammenfassung nicht enthalten.</translation>
    </message>
    <message>
        <source>A report to hand over</source>
        <translation>Ein Bericht zum Weitergeben</translation>
    </message>
    <message>
        <source>What was found in one document, as a file for somebody else: a page, PDF, Markdown or data. It says what was verified, by which list of keys, and how each failing hash can be computed by hand.</source>
        <translation>Was in einem Dokument gefunden wurde, als Datei für jemand anderen: eine Seite, PDF, Markdown oder Daten. Darin steht, was geprüft wurde, nach welcher Schlüsselliste, und wie sich jeder Hash, der nicht stimmt, von Hand errechnen lässt.</translation>
    </message>
    <message>
        <source>The page and the data can be checked again: pith-inspector verify-report says whether the report is unchanged, whether the document still has the same bytes, and whether verifying it again gives the same results. PDF and Markdown cannot.</source>
        <translation>Die Seite und die Daten lassen sich nachprüfen: pith-inspector verify-report sagt, ob der Bericht unverändert ist, ob das Dokument noch dieselben Bytes hat und ob eine neue Prüfung dasselbe ergibt. Mit PDF und Markdown geht das nicht.</translation>
    </message>
    <message>
        <source>“Unchanged” shows that nothing happened to the file by accident. Anyone can write such a file: who did, a signature alone shows. The report says how to make one.</source>
        <translation>„Unverändert“ zeigt, dass der Datei nichts versehentlich zugestoßen ist. Eine solche Datei kann jeder schreiben: Wer es war, zeigt nur eine Signatur. Wie sie entsteht, steht im Bericht.</translation>
    </message>
    <message>
        <source>Trust in the report is that of your list of keys. Whoever reads it may have another list, and come to another verdict.</source>
        <translation>Das Vertrauen im Bericht ist das Ihrer Schlüsselliste. Wer ihn liest, kann eine andere Liste haben und zu einem anderen Urteil kommen.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Your words on a document, or on a value of it. They are kept in a folder of your own, never in the document, and change no check and no verdict.</source>
        <translation>Ihre Worte zu einem Dokument oder zu einem Wert darin. Sie liegen in einem eigenen Ordner, nie im Dokument, und ändern keine Prüfung und kein Urteil.</translation>
    </message>
    <message>
        <source>Notes belong to the bytes of the document, by their SHA-256. Where the file changes, its notes stay with the bytes that they were written on. Of a member of an archive or an item of a list, it is the bytes of that document alone.</source>
        <translation>Notizen gehören zu den Bytes des Dokuments, nach deren SHA-256. Ändert sich die Datei, bleiben ihre Notizen bei den Bytes, zu denen sie geschrieben wurden. Bei einer Datei in einem Archiv oder einem Eintrag einer Liste sind es allein die Bytes dieses Dokuments.</translation>
    </message>
    <message>
        <source>File, Notes exports and imports them. Importing takes nothing away. Of a note that was changed in two places both versions are kept, and it is said.</source>
        <translation>Datei, Notizen exportiert und importiert sie. Beim Importieren geht nichts verloren. Von einer Notiz, die an zwei Orten geändert wurde, bleiben beide Fassungen, und es wird gesagt.</translation>
    </message>
    <message>
        <source>Nothing proves who wrote a note, or when. Your own have the name from the settings; of imported ones, name and date are what the file says.</source>
        <translation>Nichts beweist, wer eine Notiz geschrieben hat und wann. Ihre eigenen tragen den Namen aus den Einstellungen; bei importierten sind Name und Datum das, was die Datei sagt.</translation>
    </message>
    <message>
        <source>A report has the notes only where you tick that, since they may be for nobody else to read. They stand apart there, as words that nothing checks.</source>
        <translation>In einem Bericht stehen die Notizen nur, wenn Sie das ankreuzen, denn sie sind vielleicht für niemand anderen bestimmt. Sie stehen dort für sich, als Worte, die nichts prüft.</translation>
    </message>
    <message>
        <source>In a list of several documents</source>
        <translation>In einer Liste mehrerer Dokumente</translation>
    </message>
    <message>
        <source>Choose the row, or leave it out again</source>
        <translation>Die Zeile wählen oder wieder auslassen</translation>
    </message>
    <message>
        <source>Choose all rows that are shown</source>
        <translation>Alle gezeigten Zeilen wählen</translation>
    </message>
    <message>
        <source>Open what was chosen, or else the row</source>
        <translation>Das Gewählte öffnen, sonst die Zeile</translation>
    </message>
    <message>
        <source>The canonical bytes are shown as text and in hex; save them to check them with a tool of your own. The line of shell gives the same hash; of a signature a second has OpenSSL check it.</source>
        <translation>Die kanonischen Bytes stehen als Text und hexadezimal da; gespeichert lassen sie sich mit eigenen Mitteln prüfen. Die Shell-Zeile ergibt denselben Hash; bei einer Signatur lässt eine zweite sie von OpenSSL prüfen.</translation>
    </message>
    <message>
        <source>The differences are shown first. Verdicts and proofs follow once both sides are checked; until then nothing is exported, and no hash is hidden as one that only follows from a time.</source>
        <translation>Zuerst stehen die Unterschiede da. Urteile und Beweise folgen, sobald beide Seiten geprüft sind; bis dahin wird nichts exportiert, und kein Hash wird ausgeblendet, als folgte er nur aus einer Zeit.</translation>
    </message>
    <message>
        <source>No check failed but those of a key that you distrust.</source>
        <translation>Keine Prüfung ist fehlgeschlagen außer denen eines Schlüssels, dem Sie misstrauen.</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemeines</translation>
    </message>
    <message>
        <source>Find in the help</source>
        <translation>In der Hilfe suchen</translation>
    </message>
    <message>
        <source>Pages of the help</source>
        <translation>Seiten der Hilfe</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>no type</source>
        <translation>kein Typ</translation>
    </message>
    <message>
        <source>after event {}: {}, {}</source>
        <translation>nach Ereignis {}: {}, {}</translation>
    </message>
</context>
<context>
    <name>HistoryBar</name>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>Open {}</source>
        <translation>{} öffnen</translation>
    </message>
    <message>
        <source>Open {} documents, each in a tab</source>
        <translation>{} Dokumente öffnen, jedes in einem Tab</translation>
    </message>
    <message>
        <source>Opened the first {} of {}.</source>
        <translation>Die ersten {} von {} geöffnet.</translation>
    </message>
    <message numerus="yes">
        <source>%n others are no document, address or Pith Number.</source>
        <translation>
            <numerusform>%n weiteres ist weder Dokument noch Adresse oder Pith-Nummer.</numerusform>
            <numerusform>%n weitere sind weder Dokument noch Adresse oder Pith-Nummer.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no file, address or text in it.</source>
        <translation>Darin ist keine Datei, keine Adresse und kein Text.</translation>
    </message>
    <message>
        <source>Open the text as a document</source>
        <translation>Den Text als Dokument öffnen</translation>
    </message>
    <message>
        <source>The text is no JSON, and too long for a list.</source>
        <translation>Der Text ist kein JSON und für eine Liste zu lang.</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>Der Text ist leer.</translation>
    </message>
    <message>
        <source>There is no JSON in it, and no list of paths or addresses.</source>
        <translation>Darin ist kein JSON und keine Liste von Pfaden oder Adressen.</translation>
    </message>
    <message>
        <source>The Pith Number {}</source>
        <translation>Die Pith-Nummer {}</translation>
    </message>
    <message>
        <source>The paper {}</source>
        <translation>Die Arbeit {}</translation>
    </message>
    <message>
        <source>A path on this computer</source>
        <translation>Ein Pfad auf diesem Rechner</translation>
    </message>
    <message>
        <source>An address of {}</source>
        <translation>Eine Adresse von {}</translation>
    </message>
    <message>
        <source>{}, looked up at {}</source>
        <translation>{}, nachgeschlagen bei {}</translation>
    </message>
    <message>
        <source>Ask, then fetch from {}</source>
        <translation>Fragen, dann von {} holen</translation>
    </message>
    <message>
        <source>the first {} of {} dropped</source>
        <translation>die ersten {} von {} abgelegten</translation>
    </message>
</context>
<context>
    <name>InspectionView</name>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
</context>
<context>
    <name>JsonText</name>
    <message>
        <source>({} characters)</source>
        <translation>({} Zeichen)</translation>
    </message>
</context>
<context>
    <name>KeyActions</name>
    <message>
        <source>&amp;Distrust…</source>
        <translation>&amp;Misstrauen…</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>&amp;Vergessen…</translation>
    </message>
    <message>
        <source>&amp;Trust this key</source>
        <translation>Diesem Schlüssel v&amp;ertrauen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Leave it as it is</source>
        <translation>So &amp;lassen</translation>
    </message>
    <message>
        <source>&amp;Copy fingerprint</source>
        <translation>&amp;Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>All 8 groups must be equal first.</source>
        <translation>Erst müssen alle 8 Gruppen gleich sein.</translation>
    </message>
    <message>
        <source>&amp;Distrust</source>
        <translation>&amp;Misstrauen</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Fingerprint copied</source>
        <translation>Fingerabdruck kopiert</translation>
    </message>
    <message>
        <source>&amp;Keep this comparison</source>
        <translation>Diesen Vergleich &amp;festhalten</translation>
    </message>
</context>
<context>
    <name>KeyDetail</name>
    <message>
        <source>Public key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Signs as</source>
        <translation>Signiert als</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>First met</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
</context>
<context>
    <name>KeyListView</name>
    <message>
        <source>Keys by standing</source>
        <translation>Schlüssel nach Ihrem Urteil</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Copy key as Markdown</source>
        <translation>Schlüssel als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copied the key.</source>
        <translation>Schlüssel kopiert.</translation>
    </message>
</context>
<context>
    <name>KeyPage</name>
    <message>
        <source>The list of keys was not changed</source>
        <translation>Die Liste der Schlüssel wurde nicht geändert</translation>
    </message>
    <message>
        <source>No key was taken</source>
        <translation>Kein Schlüssel wurde übernommen</translation>
    </message>
    <message>
        <source>The list is being written.</source>
        <translation>Die Liste wird gerade geschrieben.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>(no name)</source>
        <translation>(kein Name)</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Vertraut</translation>
    </message>
    <message>
        <source>Seen, not trusted</source>
        <translation>Gesehen, nicht vertraut</translation>
    </message>
    <message>
        <source>Distrusted</source>
        <translation>Misstraut</translation>
    </message>
    <message>
        <source>You trust that this key is its signer&apos;s. That says nothing about what it signs.</source>
        <translation>Sie vertrauen darauf, dass dieser Schlüssel seinem Unterzeichner gehört. Das sagt nichts darüber, was er signiert.</translation>
    </message>
    <message>
        <source>A key that a document carries proves nothing about itself. It is a candidate until you compare it.</source>
        <translation>Ein Schlüssel, den ein Dokument mitbringt, beweist nichts über sich selbst. Er ist ein Anwärter, bis Sie ihn vergleichen.</translation>
    </message>
    <message>
        <source>You distrust this key: a document that it signed is failed.</source>
        <translation>Sie misstrauen diesem Schlüssel: Ein Dokument, das er signiert hat, ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>no name met yet, ed25519</source>
        <translation>noch kein Name gesehen, ed25519</translation>
    </message>
    <message>
        <source>{}, ed25519</source>
        <translation>{}, ed25519</translation>
    </message>
    <message>
        <source>shipped with Pith Inspector</source>
        <translation>mit Pith Inspector geliefert</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>eingefügt</translation>
    </message>
    <message>
        <source>{}, inside the document</source>
        <translation>{}, im Dokument</translation>
    </message>
    <message>
        <source>{} UTC</source>
        <translation>{} UTC</translation>
    </message>
    <message>
        <source>This key has the name of a trusted key, but other bytes</source>
        <translation>Dieser Schlüssel hat den Namen eines vertrauten Schlüssels, aber andere Bytes</translation>
    </message>
    <message>
        <source>You trust {} with the fingerprint {}. This one has {}: it is another key.</source>
        <translation>Sie vertrauen {} mit dem Fingerabdruck {}. Dieser hat {}: Er ist ein anderer Schlüssel.</translation>
    </message>
    <message>
        <source>The name of this key looks like that of a trusted key</source>
        <translation>Der Name dieses Schlüssels sieht aus wie der eines vertrauten Schlüssels</translation>
    </message>
    <message>
        <source>It is written {} and is not {}, which you trust with the fingerprint {}.</source>
        <translation>Er schreibt sich {} und ist nicht {}, dem Sie mit dem Fingerabdruck {} vertrauen.</translation>
    </message>
    <message>
        <source>{} and {} more</source>
        <translation>{} und {} weitere</translation>
    </message>
    <message>
        <source>{} is known to you with other keys</source>
        <translation>{} ist Ihnen mit anderen Schlüsseln bekannt</translation>
    </message>
    <message>
        <source>This key signs as {}. Your list has {} for it. A signer may change its key; so may somebody who is not that signer.</source>
        <translation>Dieser Schlüssel signiert als {}. Ihre Liste hat dafür {}. Ein Unterzeichner kann seinen Schlüssel wechseln; das kann auch jemand, der nicht dieser Unterzeichner ist.</translation>
    </message>
    <message>
        <source>Distrust {}? Every document that this key signed is then failed.</source>
        <translation>{} misstrauen? Jedes Dokument, das dieser Schlüssel signiert hat, ist dann fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Forget {}? It ships with the program, so it stays listed, but not trusted.</source>
        <translation>{} vergessen? Er wird mit dem Programm geliefert und bleibt darum in der Liste, aber nicht vertraut.</translation>
    </message>
    <message>
        <source>Forget {}? It is listed again, not trusted, when a document signed with it is opened.</source>
        <translation>{} vergessen? Er steht wieder in der Liste, nicht vertraut, sobald ein Dokument geöffnet wird, das mit ihm signiert ist.</translation>
    </message>
    <message>
        <source>Forget {}? It leaves your list: you then neither trust nor distrust it.</source>
        <translation>{} vergessen? Er verlässt Ihre Liste: Sie vertrauen ihm dann nicht und misstrauen ihm nicht.</translation>
    </message>
    <message>
        <source>Fingerprint:</source>
        <translation>Fingerabdruck:</translation>
    </message>
    <message>
        <source>Public key:</source>
        <translation>Öffentlicher Schlüssel:</translation>
    </message>
    <message>
        <source>Signs as: {}</source>
        <translation>Signiert als: {}</translation>
    </message>
    <message>
        <source>Came from: {}</source>
        <translation>Herkunft: {}</translation>
    </message>
    <message>
        <source>First met: {}</source>
        <translation>Zuerst begegnet: {}</translation>
    </message>
    <message>
        <source>in the list of whoever copied this: {}</source>
        <translation>in der Liste dessen, der dies kopiert hat: {}</translation>
    </message>
</context>
<context>
    <name>KeysPane</name>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Import keys of a file as candidates</source>
        <translation>Schlüssel einer Datei als Anwärter importieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>Take keys from the clipboard as candidates</source>
        <translation>Schlüssel aus der Zwischenablage als Kandidaten übernehmen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Aufbewahrt in</translation>
    </message>
    <message>
        <source>{} keys were found. Compare each of them before you trust it.</source>
        <translation>{} Schlüssel wurden gefunden. Vergleichen Sie jeden, bevor Sie ihm vertrauen.</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>document</source>
        <translation>Dokument</translation>
    </message>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>leer</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>empty text</source>
        <translation>leerer Text</translation>
    </message>
    <message>
        <source>(file: {})</source>
        <translation>(Datei: {})</translation>
    </message>
    <message>
        <source>{} by {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>{} says it is by {}</source>
        <translation>{} sagt, es sei von {}</translation>
    </message>
    <message>
        <source>{} say they are by {}</source>
        <translation>{} sagen, sie seien von {}</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The list of recent documents is damaged and was left out.</source>
        <translation>Die Liste zuletzt geöffneter Dokumente ist beschädigt und wurde weggelassen.</translation>
    </message>
    <message>
        <source>dropped text</source>
        <translation>abgelegter Text</translation>
    </message>
</context>
<context>
    <name>NameChips</name>
    <message>
        <source>kept: {}</source>
        <translation>behalten: {}</translation>
    </message>
    <message>
        <source>put back: {}</source>
        <translation>wieder eingesetzt: {}</translation>
    </message>
    <message>
        <source>left out: {}</source>
        <translation>weggelassen: {}</translation>
    </message>
</context>
<context>
    <name>NoteItem</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>From a file, without a name, {}</source>
        <translation>Aus einer Datei, ohne Namen, {}</translation>
    </message>
    <message>
        <source>Without a name, {}</source>
        <translation>Ohne Namen, {}</translation>
    </message>
    <message>
        <source>By {}, a name that the settings give</source>
        <translation>Von {}, so steht es in den Einstellungen</translation>
    </message>
    <message>
        <source>Without a name; the settings have room for yours</source>
        <translation>Ohne Namen; in den Einstellungen ist Platz für Ihren</translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n Notiz</numerusform>
            <numerusform>%n Notizen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes under it</source>
        <translation>
            <numerusform>%n Notiz darunter</numerusform>
            <numerusform>%n Notizen darunter</numerusform>
        </translation>
    </message>
    <message>
        <source>The damaged file of notes was put aside as {}.</source>
        <translation>Die beschädigte Datei mit Notizen wurde als {} beiseitegelegt.</translation>
    </message>
    <message numerus="yes">
        <source>%n notes written to {}.</source>
        <translation>
            <numerusform>%n Notiz in {} geschrieben.</numerusform>
            <numerusform>%n Notizen in {} geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes came in.</source>
        <translation>
            <numerusform>%n Notiz kam hinzu.</numerusform>
            <numerusform>%n Notizen kamen hinzu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already.</source>
        <translation>
            <numerusform>%n war schon da.</numerusform>
            <numerusform>%n waren schon da.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n notes there are several versions now; all are kept.</source>
        <translation>
            <numerusform>Von %n Notiz gibt es jetzt mehrere Fassungen; alle bleiben.</numerusform>
            <numerusform>Von %n Notizen gibt es jetzt mehrere Fassungen; alle bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>From a file that says it is from {}, {}</source>
        <translation>Aus einer Datei, die als Verfasser {} nennt, {}</translation>
    </message>
</context>
<context>
    <name>NotesBlock</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation>Notiz behalten</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>Alle Notizen</translation>
    </message>
    <message>
        <source>Notes on this value</source>
        <translation>Notizen zu diesem Wert</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Your words; Ctrl+Enter keeps them</source>
        <translation>Ihre Worte; Strg+Eingabe behält sie</translation>
    </message>
    <message>
        <source>kept apart from the document, never in it</source>
        <translation>getrennt vom Dokument aufbewahrt, nie darin</translation>
    </message>
</context>
<context>
    <name>NotesCommands</name>
    <message>
        <source>Undone.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message>
        <source>Done again.</source>
        <translation>Wiederholt.</translation>
    </message>
    <message>
        <source>There are no notes on this document.</source>
        <translation>Zu diesem Dokument gibt es keine Notizen.</translation>
    </message>
    <message>
        <source>Export notes</source>
        <translation>Notizen exportieren</translation>
    </message>
    <message>
        <source>{} notes</source>
        <translation>{} Notizen</translation>
    </message>
    <message>
        <source>Import notes</source>
        <translation>Notizen importieren</translation>
    </message>
    <message>
        <source>Notes (*.json)</source>
        <translation>Notizen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>submitted {}</source>
        <translation>eingereicht {}</translation>
    </message>
    <message>
        <source>record made {}</source>
        <translation>Datensatz erstellt {}</translation>
    </message>
    <message>
        <source>bundle built {}</source>
        <translation>Bündel gebaut {}</translation>
    </message>
    <message>
        <source>being checked</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>What fails</source>
        <translation>Was fehlschlägt</translation>
    </message>
    <message>
        <source>What it breaks</source>
        <translation>Was daran bricht</translation>
    </message>
    <message>
        <source>What is odd</source>
        <translation>Was auffällt</translation>
    </message>
    <message>
        <source>odd, not wrong</source>
        <translation>auffällig, nicht falsch</translation>
    </message>
    <message>
        <source>{} of {} are signed</source>
        <translation>{} von {} sind signiert</translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werten</numerusform>
        </translation>
    </message>
    <message>
        <source>explains {} of {}; a key that you trust signed it so</source>
        <translation>erklärt {} von {}; so hat es ein Schlüssel signiert, dem Sie vertrauen</translation>
    </message>
    <message>
        <source>computed here; nothing in the file was changed</source>
        <translation>hier berechnet; an der Datei wurde nichts geändert</translation>
    </message>
    <message>
        <source>The cause: one value</source>
        <translation>Die Ursache: ein Wert</translation>
    </message>
    <message numerus="yes">
        <source>by %n checks</source>
        <translation>
            <numerusform>durch %n Prüfung</numerusform>
            <numerusform>durch %n Prüfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Still holds</source>
        <translation>Hält weiterhin</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message numerus="yes">
        <source>%n checks</source>
        <translation>
            <numerusform>%n Prüfung</numerusform>
            <numerusform>%n Prüfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>signed does not mean true</source>
        <translation>signiert heißt nicht wahr</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>stated</source>
        <translation>angegeben</translation>
    </message>
    <message>
        <source>not reached: {}</source>
        <translation>nicht erreicht: {}</translation>
    </message>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>leads to {}</source>
        <translation>führt zu {}</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
    <message>
        <source>at {}</source>
        <translation>bei {}</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>{}, version {}</source>
        <translation>{}, Version {}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>{} by receipt</source>
        <translation>{} durch Quittung</translation>
    </message>
    <message>
        <source>{} by event</source>
        <translation>{} durch Ereignis</translation>
    </message>
    <message>
        <source>{} by bundle only</source>
        <translation>{} nur durch Bündel</translation>
    </message>
    <message>
        <source>{} by none</source>
        <translation>{} durch keine</translation>
    </message>
    <message>
        <source>{}, not proven</source>
        <translation>{}, nicht bewiesen</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>{}, leads to the coverage</source>
        <translation>{}, führt zur Abdeckung</translation>
    </message>
</context>
<context>
    <name>OverviewStrip</name>
    <message>
        <source>Differences from top to bottom</source>
        <translation>Unterschiede von oben nach unten</translation>
    </message>
</context>
<context>
    <name>PairDetail</name>
    <message>
        <source>This state was computed here. No check speaks of it.</source>
        <translation>Dieser Zustand wurde hier berechnet. Keine Prüfung spricht von ihm.</translation>
    </message>
    <message>
        <source>No check speaks of this value.</source>
        <translation>Keine Prüfung spricht von diesem Wert.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more results</source>
        <translation>
            <numerusform>und %n weiteres Ergebnis</numerusform>
            <numerusform>und %n weitere Ergebnisse</numerusform>
        </translation>
    </message>
    <message>
        <source>{} and {} more</source>
        <translation>{} und {} weitere</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>event_type and created_at</source>
        <translation>event_type und created_at</translation>
    </message>
    <message>
        <source>alias_kind and alias_value</source>
        <translation>alias_kind und alias_value</translation>
    </message>
    <message>
        <source>equal value</source>
        <translation>gleichem Wert</translation>
    </message>
    <message>
        <source>likeness</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>compared as a whole</source>
        <translation>als Ganzes verglichen</translation>
    </message>
    <message>
        <source>matched by {}</source>
        <translation>zugeordnet nach {}</translation>
    </message>
    <message>
        <source>{}, then by {}</source>
        <translation>{}, dann nach {}</translation>
    </message>
    <message>
        <source>only on the left</source>
        <translation>nur links</translation>
    </message>
    <message>
        <source>only on the right</source>
        <translation>nur rechts</translation>
    </message>
    <message numerus="yes">
        <source>%n differences inside</source>
        <translation>
            <numerusform>%n Unterschied darin</numerusform>
            <numerusform>%n Unterschiede darin</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairModel</name>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>PairRows</name>
    <message>
        <source>{}, {} inside</source>
        <translation>{}, {} darin</translation>
    </message>
    <message numerus="yes">
        <source>%n differences</source>
        <translation>
            <numerusform>%n anders</numerusform>
            <numerusform>%n anders</numerusform>
        </translation>
    </message>
    <message>
        <source>{}, hidden</source>
        <translation>{}, ausgeblendet</translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} bis {}</translation>
    </message>
    <message>
        <source>only on the left</source>
        <translation>nur links</translation>
    </message>
    <message>
        <source>only on the right</source>
        <translation>nur rechts</translation>
    </message>
    <message>
        <source>left {}</source>
        <translation>links {}</translation>
    </message>
    <message>
        <source>right {}</source>
        <translation>rechts {}</translation>
    </message>
</context>
<context>
    <name>PairSideView</name>
    <message>
        <source>Nothing on this side.</source>
        <translation>Auf dieser Seite ist nichts.</translation>
    </message>
</context>
<context>
    <name>PairTrees</name>
    <message>
        <source>No difference is left to show.</source>
        <translation>Kein Unterschied ist übrig, der zu zeigen wäre.</translation>
    </message>
    <message>
        <source>Values of the left side</source>
        <translation>Werte der linken Seite</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Values of the right side</source>
        <translation>Werte der rechten Seite</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Abstract</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Read as {}.</source>
        <translation>Gelesen als {}.</translation>
    </message>
    <message>
        <source>Not looked for: the record states no hash.</source>
        <translation>Nicht gesucht: Der Datensatz gibt keinen Hash an.</translation>
    </message>
    <message>
        <source>Not found: nothing in the text could be it.</source>
        <translation>Nicht gefunden: Nichts im Text kommt in Frage.</translation>
    </message>
    <message>
        <source>Not found: none of {} texts has the stated hash. The text may be another version, or another paper&apos;s. The likeliest is in {}.</source>
        <translation>Nicht gefunden: Keiner von {} Texten hat den angegebenen Hash. Der Text kann eine andere Fassung oder der einer anderen Arbeit sein. Am nächsten liegt {}.</translation>
    </message>
    <message>
        <source>Found in {}: its hash is the stated one.</source>
        <translation>Gefunden in {}: Der Hash ist der angegebene.</translation>
    </message>
    <message>
        <source>{} of entry {}</source>
        <translation>{} von Eintrag {}</translation>
    </message>
    <message>
        <source>lines {} to {}</source>
        <translation>Zeilen {} bis {}</translation>
    </message>
    <message>
        <source>line {}</source>
        <translation>Zeile {}</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Check the paper&apos;s text</source>
        <translation>Text der Arbeit prüfen</translation>
    </message>
    <message>
        <source>The tab in sight holds no document to check.</source>
        <translation>Der sichtbare Tab enthält kein Dokument, das geprüft werden könnte.</translation>
    </message>
    <message>
        <source>Document: {}</source>
        <translation>Dokument: {}</translation>
    </message>
    <message>
        <source>From the file {}</source>
        <translation>Aus der Datei {}</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>The text could not be read</source>
        <translation>Der Text ist nicht lesbar</translation>
    </message>
    <message>
        <source>This document has no canonical record to check against.</source>
        <translation>Dieses Dokument hat keinen kanonischen Datensatz, an dem zu prüfen wäre.</translation>
    </message>
    <message>
        <source>Paste the paper&apos;s text, drop a file on the field, or choose one: plain text, a web page, or arXiv&apos;s Atom or OAI answer. The hashes of title and abstract are checked against it. Nothing is fetched.</source>
        <translation>Den Text der Arbeit einfügen, eine Datei auf das Feld ziehen oder eine wählen: einfacher Text, eine Webseite oder die Atom- oder OAI-Antwort von arXiv. Die Hashes von Titel und Zusammenfassung werden an ihm geprüft. Nichts wird geholt.</translation>
    </message>
    <message>
        <source>The paper&apos;s text</source>
        <translation>Der Text der Arbeit</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Befund</translation>
    </message>
</context>
<context>
    <name>PaperFindingView</name>
    <message>
        <source>The normalised text</source>
        <translation>Der normalisierte Text</translation>
    </message>
    <message>
        <source>Also tried</source>
        <translation>Auch versucht</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>Angegeben</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
</context>
<context>
    <name>ProblemFilter</name>
    <message>
        <source>Only problems</source>
        <translation>Nur Probleme</translation>
    </message>
    <message>
        <source>Choose what counts as a problem</source>
        <translation>Wählen, was als Problem zählt</translation>
    </message>
    <message>
        <source>No check failed, and none warns.</source>
        <translation>Keine Prüfung hat einen Fehler, und keine ist auffällig.</translation>
    </message>
    <message>
        <source>Every check passed.</source>
        <translation>Jede Prüfung bestanden.</translation>
    </message>
    <message>
        <source>Failures and warnings</source>
        <translation>Fehler und Auffälliges</translation>
    </message>
    <message>
        <source>Failures, warnings and what could not be checked</source>
        <translation>Fehler, Auffälliges und nicht Geprüftes</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
</context>
<context>
    <name>Proofs</name>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>das Dokument</translation>
    </message>
    <message>
        <source>right: {}</source>
        <translation>rechts: {}</translation>
    </message>
    <message>
        <source>{}: left {}, right {}</source>
        <translation>{}: links {}, rechts {}</translation>
    </message>
    <message>
        <source>left: {}</source>
        <translation>links: {}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n mehr</numerusform>
            <numerusform>und %n mehr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks changed</source>
        <translation>
            <numerusform>%n Prüfung fällt anders aus</numerusform>
            <numerusform>%n Prüfungen fallen anders aus</numerusform>
        </translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>{} in {} places</source>
        <translation>{} an {} Stellen</translation>
    </message>
</context>
<context>
    <name>ProofsDialog</name>
    <message>
        <source>Enter or a double click shows the place in the trees.</source>
        <translation>Eingabe oder ein Doppelklick zeigt die Stelle in den Bäumen.</translation>
    </message>
    <message>
        <source>Checks that changed</source>
        <translation>Prüfungen, die anders ausfallen</translation>
    </message>
</context>
<context>
    <name>ProofsModel</name>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Place on the left</source>
        <translation>Stelle links</translation>
    </message>
    <message>
        <source>Place on the right</source>
        <translation>Stelle rechts</translation>
    </message>
</context>
<context>
    <name>ProofsRow</name>
    <message>
        <source>worst first</source>
        <translation>schlimmste zuerst</translation>
    </message>
    <message>
        <source>All checks…</source>
        <translation>Alle Prüfungen…</translation>
    </message>
    <message>
        <source>Proofs that changed</source>
        <translation>Beweise, die anders sind</translation>
    </message>
    <message>
        <source>No check has another result on the other side.</source>
        <translation>Keine Prüfung hat auf der anderen Seite ein anderes Ergebnis.</translation>
    </message>
    <message>
        <source>being checked</source>
        <translation>werden geprüft</translation>
    </message>
</context>
<context>
    <name>ProofsTable</name>
    <message>
        <source>Checks that changed, worst first</source>
        <translation>Prüfungen, die anders ausfallen, die schlimmsten zuerst</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Show in the trees</source>
        <translation>In den Bäumen zeigen</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy row as Markdown</source>
        <translation>Zeile als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copied the row.</source>
        <translation>Zeile kopiert.</translation>
    </message>
</context>
<context>
    <name>RawPage</name>
    <message>
        <source>Raw JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>The value goes on: these are its first {} characters.</source>
        <translation>Der Wert geht weiter: Das sind seine ersten {} Zeichen.</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>{}, {}</source>
        <translation>{}, {}</translation>
    </message>
    <message>
        <source>nothing was found out about it</source>
        <translation>nichts wurde darüber herausgefunden</translation>
    </message>
    <message>
        <source>no title</source>
        <translation>kein Titel</translation>
    </message>
    <message>
        <source>no Pith document could be read</source>
        <translation>kein Pith-Dokument zu lesen</translation>
    </message>
</context>
<context>
    <name>RecentModel</name>
    <message>
        <source>Recent documents</source>
        <translation>Zuletzt geöffnete Dokumente</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Pith Number</source>
        <translation>Pith Number</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
</context>
<context>
    <name>Refused</name>
    <message>
        <source>Bytes shown: {} of {}</source>
        <translation>Gezeigte Bytes: {} von {}</translation>
    </message>
    <message>
        <source>Lines shown: {} of {}</source>
        <translation>Gezeigte Zeilen: {} von {}</translation>
    </message>
    <message>
        <source>line {}, column {}</source>
        <translation>Zeile {}, Spalte {}</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>Check the source, then reload.</source>
        <translation>Prüfen Sie die Quelle, und laden Sie neu.</translation>
    </message>
    <message>
        <source>Nothing was found out about the document. Reload it, or report the fault.</source>
        <translation>Über das Dokument wurde nichts herausgefunden. Laden Sie es neu, oder melden Sie den Fehler.</translation>
    </message>
    <message>
        <source>Reload to open it after all.</source>
        <translation>Laden Sie neu, um es doch zu öffnen.</translation>
    </message>
    <message>
        <source>line {}, column {}</source>
        <translation>Zeile {}, Spalte {}</translation>
    </message>
    <message>
        <source>byte {}</source>
        <translation>Byte {}</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>A page to read and to check again (HTML)</source>
        <translation>Eine Seite zum Lesen und Nachprüfen (HTML)</translation>
    </message>
    <message>
        <source>Sheets to print (PDF)</source>
        <translation>Blätter zum Drucken (PDF)</translation>
    </message>
    <message>
        <source>Text with marks (Markdown)</source>
        <translation>Text mit Auszeichnung (Markdown)</translation>
    </message>
    <message>
        <source>The data alone, for programs (JSON)</source>
        <translation>Nur die Daten, für Programme (JSON)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;With the %n notes on it</source>
        <translation>
            <numerusform>&amp;Mit %n Notiz dazu</numerusform>
            <numerusform>&amp;Mit %n Notizen dazu</numerusform>
        </translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Report saved</source>
        <translation>Bericht gespeichert</translation>
    </message>
    <message>
        <source>Saved as {}.</source>
        <translation>Gespeichert als {}.</translation>
    </message>
    <message>
        <source>SHA-256 of the file:
{}

Whoever gets the report can compare it. It shows a change by accident; who made the report, only a signature shows. The report says how to make one.</source>
        <translation>SHA-256 der Datei:
{}

Wer den Bericht erhält, kann sie vergleichen. Sie zeigt eine versehentliche Änderung; wer den Bericht gemacht hat, zeigt nur eine Signatur. Wie sie entsteht, steht im Bericht.</translation>
    </message>
    <message>
        <source>Print report</source>
        <translation>Bericht drucken</translation>
    </message>
    <message>
        <source>No printer was found on this computer.</source>
        <translation>Auf diesem Rechner wurde kein Drucker gefunden.</translation>
    </message>
    <message>
        <source>Save the report as PDF instead: it has the same sheets, to print elsewhere.</source>
        <translation>Speichern Sie den Bericht stattdessen als PDF: Er hat dieselben Blätter, zum Drucken anderswo.</translation>
    </message>
    <message>
        <source>SHA-256 of the document {}…, Pith Inspector {}</source>
        <translation>SHA-256 des Dokuments {}…, Pith Inspector {}</translation>
    </message>
    <message>
        <source>Page {} of {}</source>
        <translation>Seite {} von {}</translation>
    </message>
</context>
<context>
    <name>ReportCommands</name>
    <message>
        <source>{} report</source>
        <translation>{} Bericht</translation>
    </message>
    <message>
        <source>Nothing was saved: the document is being checked again.</source>
        <translation>Nichts wurde gespeichert: Das Dokument wird neu geprüft.</translation>
    </message>
</context>
<context>
    <name>RowNames</name>
    <message>
        <source>This key</source>
        <translation>Dieser Schlüssel</translation>
    </message>
    <message>
        <source>From the signer</source>
        <translation>Vom Unterzeichner</translation>
    </message>
</context>
<context>
    <name>RowsView</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>SaveReportDialog</name>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>&amp;Leave out the folder that the document lies in</source>
        <translation>Den &amp;Ordner weglassen, in dem das Dokument liegt</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern unter…</translation>
    </message>
    <message>
        <source>&amp;Report as</source>
        <translation>&amp;Bericht als</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A Pith document is an object</source>
        <translation>Ein Pith-Dokument ist ein Objekt</translation>
    </message>
    <message>
        <source>A key file has at most {} bytes</source>
        <translation>Eine Schlüsseldatei hat höchstens {} Bytes</translation>
    </message>
    <message>
        <source>A number is too large for a double and would become Infinity</source>
        <translation>Eine Zahl ist zu groß für eine Gleitkommazahl doppelter Genauigkeit und würde zu Infinity</translation>
    </message>
    <message>
        <source>A string holds half of a surrogate pair, which is no character</source>
        <translation>Eine Zeichenkette enthält die Hälfte eines Surrogatpaars, und die ist kein Zeichen</translation>
    </message>
    <message>
        <source>An earlier step has a later date</source>
        <translation>Ein früherer Schritt hat ein späteres Datum</translation>
    </message>
    <message>
        <source>An integer has more than {} digits</source>
        <translation>Eine ganze Zahl hat mehr als {} Ziffern</translation>
    </message>
    <message>
        <source>The Pith Number is not the one that follows from the canonical record</source>
        <translation>Die Pith Number ist nicht die, die aus dem kanonischen Datensatz folgt</translation>
    </message>
    <message>
        <source>The address does not lead to this Pith Number</source>
        <translation>Die Adresse führt nicht zu dieser Pith Number</translation>
    </message>
    <message>
        <source>The address is not https</source>
        <translation>Die Adresse ist nicht https</translation>
    </message>
    <message>
        <source>The alias is {}; the record gives {}</source>
        <translation>Der Alias ist {}; der Datensatz ergibt {}</translation>
    </message>
    <message>
        <source>The bytes could not be saved: {}</source>
        <translation>Die Bytes ließen sich nicht speichern: {}</translation>
    </message>
    <message>
        <source>the signature was not shown to hold</source>
        <translation>die Signatur hat sich nicht als gültig erwiesen</translation>
    </message>
    <message>
        <source>The title has the stated hash only in another Unicode form</source>
        <translation>Der Titel hat den angegebenen Hash nur in einer anderen Unicode-Form</translation>
    </message>
    <message>
        <source>The title has the stated hash in none of the Unicode forms that were tried</source>
        <translation>Der Titel hat den angegebenen Hash in keiner der Unicode-Formen, die versucht wurden</translation>
    </message>
    <message>
        <source>{} is less than 0</source>
        <translation>{} ist kleiner als 0</translation>
    </message>
    <message>
        <source>The count of {} is not the length of its list</source>
        <translation>Die Anzahl von {} ist nicht die Länge der Liste</translation>
    </message>
    <message>
        <source>{} is not a part of the count of all {}</source>
        <translation>{} ist kein Teil der Anzahl aller {}</translation>
    </message>
    <message>
        <source>The section is not empty, and this is the hash of an empty section</source>
        <translation>Der Abschnitt ist nicht leer, und dies ist der Hash eines leeren Abschnitts</translation>
    </message>
    <message>
        <source>the excerpt is empty</source>
        <translation>der Auszug ist leer</translation>
    </message>
    <message>
        <source>The excerpt has more than {} characters</source>
        <translation>Der Auszug hat mehr als {} Zeichen</translation>
    </message>
    <message>
        <source>The excerpt is shorter than {} characters, so it should be the whole abstract, but its hash is another</source>
        <translation>Der Auszug ist kürzer als {} Zeichen und sollte darum die ganze Zusammenfassung sein, aber sein Hash ist ein anderer</translation>
    </message>
    <message>
        <source>The excerpt is not the beginning of the paper&apos;s abstract</source>
        <translation>Der Auszug ist nicht der Anfang der Zusammenfassung der Arbeit</translation>
    </message>
    <message>
        <source>The excerpt breaks off before the paper&apos;s abstract ends</source>
        <translation>Der Auszug bricht ab, bevor die Zusammenfassung der Arbeit endet</translation>
    </message>
    <message>
        <source>the state counts valid events that it does not show, by a rule not known</source>
        <translation>der Zustand zählt gültige Ereignisse, die er nicht zeigt, nach einer Regel, die nicht bekannt ist</translation>
    </message>
    <message>
        <source>the state has the events in another order, whose rule is not known</source>
        <translation>der Zustand hat die Ereignisse in einer anderen Reihenfolge, deren Regel nicht bekannt ist</translation>
    </message>
    <message>
        <source>the difference could not be found</source>
        <translation>der Unterschied war nicht zu finden</translation>
    </message>
    <message>
        <source>The state is not what the events give</source>
        <translation>Der Zustand ist nicht, was die Ereignisse ergeben</translation>
    </message>
    <message>
        <source>{} is not that of the bundle</source>
        <translation>{} ist nicht wie im Bündel</translation>
    </message>
    <message>
        <source>The state applies an event that is not in the bundle</source>
        <translation>Der Zustand wendet ein Ereignis an, das nicht im Bündel steht</translation>
    </message>
    <message>
        <source>The state applies an event twice</source>
        <translation>Der Zustand wendet ein Ereignis zweimal an</translation>
    </message>
    <message>
        <source>The entry is no event of the bundle</source>
        <translation>Der Eintrag ist kein Ereignis des Bündels</translation>
    </message>
    <message>
        <source>The entry&apos;s event is of another type</source>
        <translation>Das Ereignis des Eintrags hat einen anderen Typ</translation>
    </message>
    <message>
        <source>The entry is not the event of its id</source>
        <translation>Der Eintrag ist nicht das Ereignis mit seiner Kennung</translation>
    </message>
    <message>
        <source>The entry stands in the state twice</source>
        <translation>Der Eintrag steht zweimal im Zustand</translation>
    </message>
    <message>
        <source>the state shows an event that it does not name as applied</source>
        <translation>der Zustand zeigt ein Ereignis, das er nicht als angewandt nennt</translation>
    </message>
    <message>
        <source>The state applies event {} and does not show it</source>
        <translation>Der Zustand wendet Ereignis {} an und zeigt es nicht</translation>
    </message>
    <message>
        <source>It names no event of the bundle, or one that is not in it</source>
        <translation>Er nennt kein Ereignis des Bündels, oder eines, das nicht darin steht</translation>
    </message>
    <message>
        <source>event_count is less than the state names or more than the bundle has</source>
        <translation>event_count ist weniger, als der Zustand nennt, oder mehr, als das Bündel hat</translation>
    </message>
    <message>
        <source>the state leaves this event out and does not say why</source>
        <translation>der Zustand lässt dieses Ereignis weg und sagt nicht, warum</translation>
    </message>
    <message>
        <source>the order of the events is another than in the bundle</source>
        <translation>die Ereignisse stehen in einer anderen Reihenfolge als im Bündel</translation>
    </message>
    <message>
        <source>the state has a member that is not known, {}</source>
        <translation>der Zustand hat ein Feld, das nicht bekannt ist, {}</translation>
    </message>
    <message>
        <source>The state&apos;s record is the one that its record_created entry holds</source>
        <translation>Der Datensatz des Zustands ist der, den sein Eintrag record_created enthält</translation>
    </message>
    <message>
        <source>The entry&apos;s event is not among those that were applied, or stands twice</source>
        <translation>Das Ereignis des Eintrags ist nicht unter den angewandten, oder es steht zweimal da</translation>
    </message>
    <message>
        <source>the state applies an event and does not show it, which some rule may ask for</source>
        <translation>der Zustand wendet ein Ereignis an und zeigt es nicht, was eine Regel verlangen kann</translation>
    </message>
    <message>
        <source>event_count is less than the events that the state names</source>
        <translation>event_count ist weniger als die Ereignisse, die der Zustand nennt</translation>
    </message>
    <message>
        <source>the state counts more events than it names, and their rules are not known</source>
        <translation>der Zustand zählt mehr Ereignisse, als er nennt, und deren Regeln sind nicht bekannt</translation>
    </message>
    <message>
        <source>there are too many events that this one could have named</source>
        <translation>es gibt zu viele Ereignisse, die dieses genannt haben könnte</translation>
    </message>
    <message>
        <source>the date cannot be read</source>
        <translation>das Datum ist nicht zu lesen</translation>
    </message>
    <message>
        <source>The date lies in the future</source>
        <translation>Das Datum liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The document has {} bytes; the limit is {} bytes</source>
        <translation>Das Dokument hat {} Bytes; die Grenze ist {} Bytes</translation>
    </message>
    <message>
        <source>The document is nested deeper than {} levels</source>
        <translation>Das Dokument ist tiefer als {} Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>The event&apos;s id is not made of its hash</source>
        <translation>Die Kennung des Ereignisses ist nicht aus seinem Hash gemacht</translation>
    </message>
    <message>
        <source>how the hash of a section with content is made is not known</source>
        <translation>wie der Hash eines Abschnitts mit Inhalt gemacht wird, ist nicht bekannt</translation>
    </message>
    <message>
        <source>no part of the given text has this hash; the abstract may not be in it</source>
        <translation>kein Teil des gegebenen Textes hat diesen Hash; die Zusammenfassung steht vielleicht nicht darin</translation>
    </message>
    <message>
        <source>The state is not what its hash says</source>
        <translation>Der Zustand ist nicht, was sein Hash sagt</translation>
    </message>
    <message>
        <source>Every required member is there with the right type.</source>
        <translation>Jedes nötige Feld ist da und hat den richtigen Typ.</translation>
    </message>
    <message>
        <source>Whether every required member is there</source>
        <translation>Ob jedes nötige Feld da ist</translation>
    </message>
    <message>
        <source>The format names every member of the document.</source>
        <translation>Das Format nennt jedes Feld des Dokuments.</translation>
    </message>
    <message>
        <source>What members that the format does not name say</source>
        <translation>Was Felder sagen, die das Format nicht nennt</translation>
    </message>
    <message>
        <source>The document&apos;s type and versions are known ones.</source>
        <translation>Der Typ und die Versionen des Dokuments sind bekannt.</translation>
    </message>
    <message>
        <source>Whether it follows the rules that are known</source>
        <translation>Ob es den bekannten Regeln folgt</translation>
    </message>
    <message>
        <source>The canonical record has the stated SHA-256.</source>
        <translation>Der kanonische Datensatz hat den angegebenen SHA-256.</translation>
    </message>
    <message>
        <source>Whether the record is the one that its hash names</source>
        <translation>Ob der Datensatz der ist, den sein Hash nennt</translation>
    </message>
    <message>
        <source>The Pith Number follows from the canonical record.</source>
        <translation>Die Pith Number folgt aus dem kanonischen Datensatz.</translation>
    </message>
    <message>
        <source>Whether the Pith Number belongs to this record</source>
        <translation>Ob die Pith-Nummer zu diesem Datensatz gehört</translation>
    </message>
    <message>
        <source>The short Pith Number is the beginning of the tail.</source>
        <translation>Die kurze Pith Number ist der Anfang des Endes.</translation>
    </message>
    <message>
        <source>Whether the short Pith Number is of this record</source>
        <translation>Ob die kurze Pith-Nummer zu diesem Datensatz gehört</translation>
    </message>
    <message>
        <source>The source repeats that of the canonical record.</source>
        <translation>Die Quelle wiederholt die des kanonischen Datensatzes.</translation>
    </message>
    <message>
        <source>Whether the source is the record&apos;s</source>
        <translation>Ob die Quelle die des Datensatzes ist</translation>
    </message>
    <message>
        <source>The alias has the value that follows from the record.</source>
        <translation>Der Alias hat den Wert, der aus dem Datensatz folgt.</translation>
    </message>
    <message>
        <source>Whether another name is of this record</source>
        <translation>Ob ein weiterer Name zu diesem Datensatz gehört</translation>
    </message>
    <message>
        <source>The receipt names the hash of the canonical record beside it.</source>
        <translation>Die Quittung nennt den Hash des kanonischen Datensatzes daneben.</translation>
    </message>
    <message>
        <source>Whether the receipt is for this record</source>
        <translation>Ob die Quittung für diesen Datensatz ist</translation>
    </message>
    <message>
        <source>The receipt&apos;s signature over the record&apos;s hash is valid.</source>
        <translation>Die Signatur der Quittung über den Hash des Datensatzes ist gültig.</translation>
    </message>
    <message>
        <source>Whether the receipt is signed</source>
        <translation>Ob die Quittung signiert ist</translation>
    </message>
    <message>
        <source>The receipt names the key that verifies it.</source>
        <translation>Die Quittung nennt den Schlüssel, der sie bestätigt.</translation>
    </message>
    <message>
        <source>Whose key signed the receipt</source>
        <translation>Wessen Schlüssel die Quittung signiert hat</translation>
    </message>
    <message>
        <source>The event has the stated SHA-256.</source>
        <translation>Das Ereignis hat den angegebenen SHA-256.</translation>
    </message>
    <message>
        <source>Whether an event is the one that its hash names</source>
        <translation>Ob ein Ereignis das ist, das sein Hash nennt</translation>
    </message>
    <message>
        <source>The event&apos;s id is made of its hash.</source>
        <translation>Die Kennung des Ereignisses ist aus seinem Hash gemacht.</translation>
    </message>
    <message>
        <source>Whether an event&apos;s id is made of its hash</source>
        <translation>Ob die Kennung eines Ereignisses aus seinem Hash gemacht ist</translation>
    </message>
    <message>
        <source>The event&apos;s signature over its hash is valid.</source>
        <translation>Die Signatur des Ereignisses über seinen Hash ist gültig.</translation>
    </message>
    <message>
        <source>Whether an event is signed</source>
        <translation>Ob ein Ereignis signiert ist</translation>
    </message>
    <message>
        <source>The event and its signature name the key that verifies it.</source>
        <translation>Das Ereignis und seine Signatur nennen den Schlüssel, der sie bestätigt.</translation>
    </message>
    <message>
        <source>Whose key signed an event</source>
        <translation>Wessen Schlüssel ein Ereignis signiert hat</translation>
    </message>
    <message>
        <source>The event speaks of this Pith Number.</source>
        <translation>Das Ereignis spricht von dieser Pith Number.</translation>
    </message>
    <message>
        <source>Whether an event speaks of this record</source>
        <translation>Ob ein Ereignis von diesem Datensatz handelt</translation>
    </message>
    <message>
        <source>No other event has this id.</source>
        <translation>Kein anderes Ereignis hat diese Kennung.</translation>
    </message>
    <message>
        <source>Whether an event stands here only once</source>
        <translation>Ob ein Ereignis hier nur einmal steht</translation>
    </message>
    <message>
        <source>The event&apos;s type is a known one.</source>
        <translation>Der Typ des Ereignisses ist bekannt.</translation>
    </message>
    <message>
        <source>What an event of this type does</source>
        <translation>Was ein Ereignis dieser Art bewirkt</translation>
    </message>
    <message>
        <source>prev_event and supersedes name earlier events of this document.</source>
        <translation>prev_event und supersedes nennen frühere Ereignisse dieses Dokuments.</translation>
    </message>
    <message>
        <source>Which event an event follows or replaces</source>
        <translation>Welchem Ereignis ein Ereignis folgt oder welches es ersetzt</translation>
    </message>
    <message>
        <source>The title has the hash that the canonical record states.</source>
        <translation>Der Titel hat den Hash, den der kanonische Datensatz angibt.</translation>
    </message>
    <message>
        <source>Whether the title is the one that was hashed</source>
        <translation>Ob der Titel der ist, der gehasht wurde</translation>
    </message>
    <message>
        <source>The snapshot repeats the canonical record&apos;s licence, categories, date and source.</source>
        <translation>Die Momentaufnahme wiederholt Lizenz, Kategorien, Datum und Quelle des kanonischen Datensatzes.</translation>
    </message>
    <message>
        <source>Whether licence, categories and date are the record&apos;s</source>
        <translation>Ob Lizenz, Kategorien und Datum die des Datensatzes sind</translation>
    </message>
    <message>
        <source>The counts agree with the lists.</source>
        <translation>Die Anzahlen stimmen mit den Listen überein.</translation>
    </message>
    <message>
        <source>Whether the counts are those of the lists</source>
        <translation>Ob die Anzahlen die der Listen sind</translation>
    </message>
    <message>
        <source>The section has the stated hash.</source>
        <translation>Der Abschnitt hat den angegebenen Hash.</translation>
    </message>
    <message>
        <source>Whether a section is the one that was hashed</source>
        <translation>Ob ein Abschnitt der ist, der gehasht wurde</translation>
    </message>
    <message>
        <source>The abstract has the hash that the canonical record states.</source>
        <translation>Die Zusammenfassung hat den Hash, den der kanonische Datensatz angibt.</translation>
    </message>
    <message>
        <source>Whether the abstract shown is the one that was hashed</source>
        <translation>Ob die gezeigte Zusammenfassung die ist, die gehasht wurde</translation>
    </message>
    <message>
        <source>Both spellings of the key are the same 32 bytes.</source>
        <translation>Beide Schreibweisen des Schlüssels sind dieselben 32 Bytes.</translation>
    </message>
    <message>
        <source>Whether both spellings are of one key</source>
        <translation>Ob beide Schreibweisen einen Schlüssel meinen</translation>
    </message>
    <message>
        <source>Both fingerprints are those of the key.</source>
        <translation>Beide Fingerabdrücke sind die des Schlüssels.</translation>
    </message>
    <message>
        <source>Whether the fingerprints are those of the key</source>
        <translation>Ob die Fingerabdrücke die des Schlüssels sind</translation>
    </message>
    <message>
        <source>No other key has this id.</source>
        <translation>Kein anderer Schlüssel hat diese Kennung.</translation>
    </message>
    <message>
        <source>Whether no other key has this id</source>
        <translation>Ob kein anderer Schlüssel diese Kennung hat</translation>
    </message>
    <message>
        <source>The key is one that you trust.</source>
        <translation>Der Schlüssel ist einer, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>Whether the key is one that you trust</source>
        <translation>Ob Sie dem Schlüssel vertrauen</translation>
    </message>
    <message>
        <source>Every signature by this key was dated before it rotates.</source>
        <translation>Jede Signatur mit diesem Schlüssel trägt ein Datum vor seiner Ablösung.</translation>
    </message>
    <message>
        <source>Whether the key had ended when it signed</source>
        <translation>Ob der Schlüssel abgelaufen war, als er signierte</translation>
    </message>
    <message>
        <source>The state has the stated SHA-256.</source>
        <translation>Der Zustand hat den angegebenen SHA-256.</translation>
    </message>
    <message>
        <source>Whether the state is the one that its hash names</source>
        <translation>Ob der Zustand der ist, den sein Hash nennt</translation>
    </message>
    <message>
        <source>The state&apos;s counts agree with its lists.</source>
        <translation>Die Anzahlen des Zustands stimmen mit seinen Listen überein.</translation>
    </message>
    <message>
        <source>Whether the state&apos;s counts are those of its lists</source>
        <translation>Ob die Anzahlen des Zustands die seiner Listen sind</translation>
    </message>
    <message>
        <source>The state is what the events give.</source>
        <translation>Der Zustand ist das, was die Ereignisse ergeben.</translation>
    </message>
    <message>
        <source>Whether the state is what the events give</source>
        <translation>Ob der Zustand das ist, was die Ereignisse ergeben</translation>
    </message>
    <message>
        <source>What holds of a state under every merge rule holds.</source>
        <translation>Was nach jeder Regel des Zusammenführens von einem Zustand gilt, gilt.</translation>
    </message>
    <message>
        <source>Whether the state is one that some rule could give</source>
        <translation>Ob irgendeine Regel den Zustand ergeben könnte</translation>
    </message>
    <message>
        <source>The entry, rebuilt as an event, has the stated id.</source>
        <translation>Der Eintrag, als Ereignis wiederhergestellt, hat die angegebene Kennung.</translation>
    </message>
    <message>
        <source>Whether an entry is the event that its id names</source>
        <translation>Ob ein Eintrag das Ereignis ist, das seine Kennung nennt</translation>
    </message>
    <message>
        <source>The bundle has the stated SHA-256.</source>
        <translation>Das Bündel hat den angegebenen SHA-256.</translation>
    </message>
    <message>
        <source>Whether the file is the one that its hash names</source>
        <translation>Ob die Datei die ist, die ihr Hash nennt</translation>
    </message>
    <message>
        <source>The bundle&apos;s signature over its hash is valid.</source>
        <translation>Die Signatur des Bündels über seinen Hash ist gültig.</translation>
    </message>
    <message>
        <source>Whether the whole file is signed</source>
        <translation>Ob die ganze Datei signiert ist</translation>
    </message>
    <message>
        <source>The bundle&apos;s signature names the key that verifies it.</source>
        <translation>Die Signatur des Bündels nennt den Schlüssel, der sie bestätigt.</translation>
    </message>
    <message>
        <source>Whose key signed the whole file</source>
        <translation>Wessen Schlüssel die ganze Datei signiert hat</translation>
    </message>
    <message>
        <source>The findings have the stated hash. No signature covers it.</source>
        <translation>Die Befunde haben den angegebenen Hash. Keine Signatur deckt ihn ab.</translation>
    </message>
    <message>
        <source>Whether the findings are those that their hash names</source>
        <translation>Ob die Befunde die sind, die ihr Hash nennt</translation>
    </message>
    <message>
        <source>The numbers are those of the findings.</source>
        <translation>Die Zahlen sind die der Befunde.</translation>
    </message>
    <message>
        <source>Whether the numbers are those of the findings</source>
        <translation>Ob die Zahlen die der Befunde sind</translation>
    </message>
    <message>
        <source>The link leads to this Pith Number, over https.</source>
        <translation>Der Link führt zu dieser Pith Number, über https.</translation>
    </message>
    <message>
        <source>Whether a link leads to this record</source>
        <translation>Ob ein Link zu diesem Datensatz führt</translation>
    </message>
    <message>
        <source>The flag agrees with what was found.</source>
        <translation>Die Angabe stimmt mit dem Befund überein.</translation>
    </message>
    <message>
        <source>Whether a status flag is right</source>
        <translation>Ob ein Statusmerkmal stimmt</translation>
    </message>
    <message>
        <source>Creation, signature and building follow one another, none in the future.</source>
        <translation>Erstellen, Signieren und Erzeugen folgen aufeinander, nichts davon in der Zukunft.</translation>
    </message>
    <message>
        <source>Whether the dates follow one another</source>
        <translation>Ob die Daten aufeinander folgen</translation>
    </message>
    <message>
        <source>Characters that look alike, but are others: {} on the left, {} on the right.</source>
        <translation>Zeichen, die gleich aussehen, aber andere sind: links {}, rechts {}.</translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>no events</source>
        <translation>keine Ereignisse</translation>
    </message>
    <message>
        <source>The bundle has {}; there is no state after event {}</source>
        <translation>Das Bündel hat {}; es gibt keinen Zustand nach Ereignis {}</translation>
    </message>
    <message>
        <source>The state cannot be computed: {}</source>
        <translation>Der Zustand lässt sich nicht berechnen: {}</translation>
    </message>
    <message>
        <source>Open the record&apos;s own JSON file instead.</source>
        <translation>Öffnen Sie stattdessen die JSON-Datei des Datensatzes selbst.</translation>
    </message>
    <message>
        <source>an array as PHP prints it</source>
        <translation>ein Feld, wie PHP es ausgibt</translation>
    </message>
    <message>
        <source>The beginning of the JSON is missing</source>
        <translation>Der Anfang des JSON fehlt</translation>
    </message>
    <message>
        <source>Get the document again: the beginning of this copy is missing.</source>
        <translation>Holen Sie das Dokument noch einmal: Der Anfang dieser Kopie fehlt.</translation>
    </message>
    <message>
        <source>JSON with other text around it</source>
        <translation>JSON mit anderem Text darum herum</translation>
    </message>
    <message>
        <source>the name of a record, in place of the record</source>
        <translation>der Name eines Datensatzes statt des Datensatzes</translation>
    </message>
    <message>
        <source>Open it by that name.</source>
        <translation>Öffnen Sie ihn mit diesem Namen.</translation>
    </message>
    <message>
        <source>parts of a mail message or of a form</source>
        <translation>Teile einer E-Mail oder eines Formulars</translation>
    </message>
    <message>
        <source>a dump of bytes in hex</source>
        <translation>ein Abdruck von Bytes in Hex</translation>
    </message>
    <message>
        <source>Write it into a file without colours, and open that file.</source>
        <translation>Schreiben Sie es ohne Farben in eine Datei, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>text with the colours of a terminal</source>
        <translation>Text mit den Farben eines Terminals</translation>
    </message>
    <message>
        <source>JSON with a Pith document deep inside of it</source>
        <translation>JSON mit einem Pith-Dokument tief in seinem Inneren</translation>
    </message>
    <message>
        <source>JSON with another text in a string, perhaps a document</source>
        <translation>JSON mit einem anderen Text in einer Zeichenkette, vielleicht einem Dokument</translation>
    </message>
    <message>
        <source>Take the text out of that string, decode it where it is base64, and open what comes out.</source>
        <translation>Nehmen Sie den Text aus dieser Zeichenkette, dekodieren Sie ihn, wo er Base64 ist, und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>a table (CSV or the like) with JSON in it</source>
        <translation>eine Tabelle (CSV oder ähnlich) mit JSON darin</translation>
    </message>
    <message>
        <source>The file has the byte order mark of UTF-16, and another encoding behind it</source>
        <translation>Die Datei hat die Bytereihenfolge-Marke von UTF-16 und dahinter eine andere Kodierung</translation>
    </message>
    <message>
        <source>This is JSON, but {} names a type of document that is not known, {}</source>
        <translation>Das ist JSON, aber {} nennt eine Art von Dokument, die nicht bekannt ist, {}</translation>
    </message>
    <message>
        <source>This looks like a Pith document, but what says of which type it is (bundle_type, state_type, record_type) is missing or unknown</source>
        <translation>Das sieht nach einem Pith-Dokument aus, aber was sagt, von welcher Art es ist (bundle_type, state_type, record_type), fehlt oder ist unbekannt</translation>
    </message>
    <message>
        <source>Unpack it with a program that knows it, and open the document inside.</source>
        <translation>Entpacken Sie es mit einem Programm, das es kennt, und öffnen Sie das Dokument darin.</translation>
    </message>
    <message>
        <source>Decrypt it first, and open what comes out.</source>
        <translation>Entschlüsseln Sie es zuerst, und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>Open the record&apos;s own JSON file. To check title and abstract, give the paper&apos;s text or its web page: a PDF is not read.</source>
        <translation>Öffnen Sie die JSON-Datei des Datensatzes selbst. Um Titel und Zusammenfassung zu prüfen, geben Sie den Text der Arbeit oder ihre Webseite: Ein PDF wird nicht gelesen.</translation>
    </message>
    <message>
        <source>Save the document by itself as JSON, and open that file.</source>
        <translation>Speichern Sie das Dokument für sich als JSON, und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>Do not give it to anybody: whoever has it can sign in the name of its owner. Nothing of it is shown here. Open the document itself.</source>
        <translation>Geben Sie ihn niemandem: Wer ihn hat, kann im Namen seines Besitzers unterschreiben. Nichts davon wird hier gezeigt. Öffnen Sie das Dokument selbst.</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>ein PDF</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>ein Bild</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>a document of an office program</source>
        <translation>ein Dokument eines Büroprogramms</translation>
    </message>
    <message>
        <source>data that PGP has encrypted or signed</source>
        <translation>Daten, die PGP verschlüsselt oder signiert hat</translation>
    </message>
    <message>
        <source>data that age has encrypted</source>
        <translation>Daten, die age verschlüsselt hat</translation>
    </message>
    <message>
        <source>an archive of a kind that is not opened here ({})</source>
        <translation>ein Archiv einer Art, die hier nicht geöffnet wird ({})</translation>
    </message>
    <message>
        <source>an archive in place of a document ({})</source>
        <translation>ein Archiv anstelle eines Dokuments ({})</translation>
    </message>
    <message>
        <source>data that OpenSSL has encrypted</source>
        <translation>Daten, die OpenSSL verschlüsselt hat</translation>
    </message>
    <message>
        <source>a database (SQLite)</source>
        <translation>eine Datenbank (SQLite)</translation>
    </message>
    <message>
        <source>a table (Parquet)</source>
        <translation>eine Tabelle (Parquet)</translation>
    </message>
    <message>
        <source>scientific data (HDF5)</source>
        <translation>wissenschaftliche Daten (HDF5)</translation>
    </message>
    <message>
        <source>CBOR</source>
        <translation>CBOR</translation>
    </message>
    <message>
        <source>a property list of macOS</source>
        <translation>eine Eigenschaftsliste von macOS</translation>
    </message>
    <message>
        <source>a PostScript file</source>
        <translation>eine PostScript-Datei</translation>
    </message>
    <message>
        <source>a text of a word processor (RTF)</source>
        <translation>ein Text einer Textverarbeitung (RTF)</translation>
    </message>
    <message>
        <source>Look at what it says, and get the document again once that is settled.</source>
        <translation>Sehen Sie nach, was darin steht, und holen Sie das Dokument noch einmal, wenn das geklärt ist.</translation>
    </message>
    <message>
        <source>plain text, perhaps an error message</source>
        <translation>reiner Text, vielleicht eine Fehlermeldung</translation>
    </message>
    <message>
        <source>plain text</source>
        <translation>reiner Text</translation>
    </message>
    <message>
        <source>XML, perhaps an error message of a store</source>
        <translation>XML, vielleicht die Fehlermeldung eines Speicherdienstes</translation>
    </message>
    <message>
        <source>XML</source>
        <translation>XML</translation>
    </message>
    <message>
        <source>Sign in with a browser where it comes from, save the record&apos;s JSON file there, and open that.</source>
        <translation>Melden Sie sich dort, woher es kommt, mit einem Browser an, speichern Sie die JSON-Datei des Datensatzes, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>a web page, perhaps one to sign in at</source>
        <translation>eine Webseite, vielleicht eine zum Anmelden</translation>
    </message>
    <message>
        <source>Open the address in a browser, save the record&apos;s JSON file, and open that.</source>
        <translation>Öffnen Sie die Adresse in einem Browser, speichern Sie die JSON-Datei des Datensatzes, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>a web page, perhaps one that wants to see a person</source>
        <translation>eine Webseite, vielleicht eine, die einen Menschen sehen will</translation>
    </message>
    <message>
        <source>a web page, perhaps an error message</source>
        <translation>eine Webseite, vielleicht eine Fehlermeldung</translation>
    </message>
    <message>
        <source>several JSON texts in a row</source>
        <translation>mehrere JSON-Texte hintereinander</translation>
    </message>
    <message>
        <source>Save a copy without what stands before the JSON, and open the copy.</source>
        <translation>Speichern Sie eine Kopie ohne das, was vor dem JSON steht, und öffnen Sie die Kopie.</translation>
    </message>
    <message>
        <source>JSON behind a guard against being run as a script</source>
        <translation>JSON hinter einem Schutz davor, als Skript ausgeführt zu werden</translation>
    </message>
    <message>
        <source>Save the answer&apos;s body alone, without the lines before it, and open that.</source>
        <translation>Speichern Sie den Inhalt der Antwort allein, ohne die Zeilen davor, und öffnen Sie ihn.</translation>
    </message>
    <message>
        <source>an answer of a web server with its header lines</source>
        <translation>eine Antwort eines Webservers mit ihren Kopfzeilen</translation>
    </message>
    <message>
        <source>a script, perhaps with JSON in it</source>
        <translation>ein Skript, vielleicht mit JSON darin</translation>
    </message>
    <message>
        <source>JSON or other text between marks of Markdown</source>
        <translation>JSON oder anderer Text zwischen Zeichen von Markdown</translation>
    </message>
    <message>
        <source>JSON with comments</source>
        <translation>JSON mit Kommentaren</translation>
    </message>
    <message>
        <source>Save a copy without the comments, and open the copy: what is hashed does not hold them.</source>
        <translation>Speichern Sie eine Kopie ohne die Kommentare, und öffnen Sie die Kopie: Was gehasht wird, enthält sie nicht.</translation>
    </message>
    <message>
        <source>Get the file itself with “git lfs pull”, and open it then.</source>
        <translation>Holen Sie die Datei selbst mit „git lfs pull“, und öffnen Sie sie dann.</translation>
    </message>
    <message>
        <source>a pointer of Git LFS, in place of the file</source>
        <translation>ein Verweis von Git LFS anstelle der Datei</translation>
    </message>
    <message>
        <source>Get the file itself with “git annex get”, and open it then.</source>
        <translation>Holen Sie die Datei selbst mit „git annex get“, und öffnen Sie sie dann.</translation>
    </message>
    <message>
        <source>a pointer of git-annex, in place of the file</source>
        <translation>ein Verweis von git-annex anstelle der Datei</translation>
    </message>
    <message>
        <source>Open the address itself.</source>
        <translation>Öffnen Sie die Adresse selbst.</translation>
    </message>
    <message>
        <source>an address, in place of what lies there</source>
        <translation>eine Adresse anstelle dessen, was dort liegt</translation>
    </message>
    <message>
        <source>Open the document itself. A public key is added in the list of keys.</source>
        <translation>Öffnen Sie das Dokument selbst. Ein öffentlicher Schlüssel wird in der Liste der Schlüssel hinzugefügt.</translation>
    </message>
    <message>
        <source>a key or a certificate ({})</source>
        <translation>ein Schlüssel oder ein Zertifikat ({})</translation>
    </message>
    <message>
        <source>a key or a signature of another program</source>
        <translation>ein Schlüssel oder eine Signatur eines anderen Programms</translation>
    </message>
    <message>
        <source>Save the document that is attached to it, and open that.</source>
        <translation>Speichern Sie das Dokument, das ihr angehängt ist, und öffnen Sie es.</translation>
    </message>
    <message>
        <source>a mail message</source>
        <translation>eine E-Mail</translation>
    </message>
    <message>
        <source>a difference between two versions of a file</source>
        <translation>ein Unterschied zwischen zwei Fassungen einer Datei</translation>
    </message>
    <message>
        <source>a TeX or BibTeX file</source>
        <translation>eine TeX- oder BibTeX-Datei</translation>
    </message>
    <message>
        <source>TOML, or a file of settings</source>
        <translation>TOML oder eine Datei mit Einstellungen</translation>
    </message>
    <message>
        <source>YAML, or another list of names and values</source>
        <translation>YAML oder eine andere Liste von Namen und Werten</translation>
    </message>
    <message>
        <source>Decode it first, and open what comes out.</source>
        <translation>Dekodieren Sie es zuerst, und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>JSON that was put into a string, with its back slashes</source>
        <translation>JSON, das in eine Zeichenkette gesetzt wurde, mit deren Rückstrichen</translation>
    </message>
    <message>
        <source>JSON with other signs for its quotation marks</source>
        <translation>JSON mit anderen Zeichen für seine Anführungszeichen</translation>
    </message>
    <message>
        <source>a signed token (JWT)</source>
        <translation>ein signiertes Token (JWT)</translation>
    </message>
    <message>
        <source>encoded data, perhaps of JSON</source>
        <translation>kodierte Daten, vielleicht von JSON</translation>
    </message>
    <message>
        <source>base64, perhaps of the document</source>
        <translation>base64, vielleicht des Dokuments</translation>
    </message>
    <message>
        <source>base64, or another long word</source>
        <translation>base64 oder ein anderes langes Wort</translation>
    </message>
    <message>
        <source>a table (CSV or the like)</source>
        <translation>eine Tabelle (CSV oder Ähnliches)</translation>
    </message>
    <message>
        <source>The file is {}, and ends inside a character</source>
        <translation>Die Datei ist {} und endet mitten in einem Zeichen</translation>
    </message>
    <message>
        <source>The file holds more than {} documents, which is the limit</source>
        <translation>Die Datei enthält mehr als {} Dokumente; das ist die Grenze</translation>
    </message>
    <message>
        <source>bundle</source>
        <translation>Bündel</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>mirror manifest</source>
        <translation>Spiegelverzeichnis</translation>
    </message>
    <message>
        <source>signing key</source>
        <translation>Signierschlüssel</translation>
    </message>
    <message>
        <source>integrity report</source>
        <translation>Integritätsbericht</translation>
    </message>
    <message>
        <source>Two members of the document have the name {}; it cannot be known which one was signed</source>
        <translation>Zwei Felder des Dokuments haben den Namen {}; welches signiert wurde, lässt sich nicht wissen</translation>
    </message>
    <message>
        <source>{} is not a JSON Pointer</source>
        <translation>{} ist kein JSON Pointer</translation>
    </message>
    <message>
        <source>The document has no value at {}</source>
        <translation>Das Dokument hat keinen Wert an der Stelle {}</translation>
    </message>
    <message>
        <source>The document has more than {} values, which is the limit</source>
        <translation>Das Dokument hat mehr als {} Werte, und das ist die Grenze</translation>
    </message>
    <message>
        <source>an escape is not one of JSON&apos;s</source>
        <translation>eine Escape-Folge ist keine von JSON</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>ein Wert fehlt</translation>
    </message>
    <message>
        <source>something follows the value</source>
        <translation>etwas folgt auf den Wert</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>ein Komma oder eine schließende Klammer fehlt</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>ein Doppelpunkt fehlt</translation>
    </message>
    <message>
        <source>a name in double quotes is missing</source>
        <translation>ein Name in doppelten Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>a control character stands in a string</source>
        <translation>ein Steuerzeichen steht in einer Zeichenkette</translation>
    </message>
    <message>
        <source>a comma stands before a closing bracket</source>
        <translation>ein Komma steht vor einer schließenden Klammer</translation>
    </message>
    <message>
        <source>The file is no report that can be checked: those saved as HTML or JSON can</source>
        <translation>Die Datei ist kein Bericht, der sich nachprüfen lässt: Das geht mit denen, die als HTML oder JSON gespeichert sind</translation>
    </message>
    <message>
        <source>by way of the proxy {}</source>
        <translation>über den Proxy {}</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>A line of {} characters is no source.</source>
        <translation>Eine Zeile von {} Zeichen ist keine Quelle.</translation>
    </message>
    <message>
        <source>{} is no path, address, Pith Number or arXiv id, nor JSON.</source>
        <translation>{} ist weder Pfad noch Adresse, Pith-Nummer oder arXiv-Kennung, und kein JSON.</translation>
    </message>
    <message>
        <source>The address has more than {} signs and is not fetched.</source>
        <translation>Die Adresse hat mehr als {} Zeichen und wird nicht geholt.</translation>
    </message>
    <message>
        <source>This program broke ({}: {}), which says nothing about the document</source>
        <translation>Dieses Programm ist gescheitert ({}: {}); über das Dokument sagt das nichts</translation>
    </message>
    <message>
        <source>link to {}</source>
        <translation>Verknüpfung mit {}</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>not read as JSON</source>
        <translation>nicht als JSON lesbar</translation>
    </message>
    <message>
        <source>no JSON</source>
        <translation>kein JSON</translation>
    </message>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n Schlüssel</numerusform>
            <numerusform>%n Schlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>{} holds {}; all are trusted in this run</source>
        <translation>{} enthält {}; allen wird in diesem Lauf vertraut</translation>
    </message>
    <message>
        <source>Two keys have the id {}: that of {}, and that of {}, which you trust too. A signer may change its key, and so may somebody else</source>
        <translation>Zwei Schlüssel haben die Kennung {}: der von {} und der von {}, dem Sie auch vertrauen. Ein Unterzeichner kann seinen Schlüssel wechseln, und das kann auch jemand anderes</translation>
    </message>
    <message>
        <source>{} is given as its own trust: with the keys that it carries, any document could be trusted</source>
        <translation>{} ist als Vertrauen für sich selbst angegeben: Mit den Schlüsseln, die es trägt, ließe sich jedem Dokument vertrauen</translation>
    </message>
    <message>
        <source>{} was asked for, and {} answered with a document that names no record: {}</source>
        <translation>Gefragt war nach {}, und {} hat mit einem Dokument geantwortet, das keinen Datensatz nennt: {}</translation>
    </message>
    <message>
        <source>{} was asked for, and {} answered with {}</source>
        <translation>Gefragt war nach {}, und {} hat mit {} geantwortet</translation>
    </message>
    <message>
        <source>This program broke over {} ({}), which says nothing about the document</source>
        <translation>Dieses Programm ist an {} gescheitert ({}); über das Dokument sagt das nichts</translation>
    </message>
    <message>
        <source>the bundle has {} record_created events, not one</source>
        <translation>das Bündel hat {} Ereignisse record_created, nicht eines</translation>
    </message>
    <message>
        <source>the bundle has no list of aliases</source>
        <translation>das Bündel hat keine Liste von Aliasen</translation>
    </message>
    <message>
        <source>the bundle has an event of a type whose merge is not known</source>
        <translation>das Bündel hat ein Ereignis eines Typs, dessen Zusammenführen nicht bekannt ist</translation>
    </message>
    <message>
        <source>the bundle names a merge version that is not known</source>
        <translation>das Bündel nennt eine Version der Zusammenführung, die nicht bekannt ist</translation>
    </message>
    <message>
        <source>the rules for invalid and conflicting events are not known</source>
        <translation>die Regeln für ungültige und widerstreitende Ereignisse sind nicht bekannt</translation>
    </message>
    <message>
        <source>the rules for superseding and chained events are not known</source>
        <translation>die Regeln für ersetzende und verkettete Ereignisse sind nicht bekannt</translation>
    </message>
    <message>
        <source>This is a PDF. Give its text, or the paper&apos;s page.</source>
        <translation>Das ist ein PDF. Geben Sie seinen Text oder die Seite der Arbeit.</translation>
    </message>
    <message>
        <source>This is not text: it holds null characters.</source>
        <translation>Das ist kein Text: er enthält Nullzeichen.</translation>
    </message>
    <message>
        <source>The text says that its encoding is {}: not read here.</source>
        <translation>Der Text nennt als seine Kodierung {}: die wird hier nicht gelesen.</translation>
    </message>
    <message>
        <source>The text is not UTF-8.</source>
        <translation>Der Text ist kein UTF-8.</translation>
    </message>
    <message>
        <source>The text is not in the encoding that it names.</source>
        <translation>Der Text ist nicht in der Kodierung, die er nennt.</translation>
    </message>
    <message>
        <source>More than {} elements stand inside one another.</source>
        <translation>Mehr als {} Elemente stehen ineinander.</translation>
    </message>
    <message>
        <source>It has more than {} elements.</source>
        <translation>Es hat mehr als {} Elemente.</translation>
    </message>
    <message>
        <source>The XML is not well-formed (line {}).</source>
        <translation>Das XML ist nicht wohlgeformt (Zeile {}).</translation>
    </message>
    <message>
        <source>The XML is not well-formed.</source>
        <translation>Das XML ist nicht wohlgeformt.</translation>
    </message>
    <message>
        <source>The XML declares a document type or entities: it is not read.</source>
        <translation>Das XML erklärt einen Dokumenttyp oder Entitäten: es wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The XML is neither arXiv&apos;s Atom nor its OAI-PMH.</source>
        <translation>Das XML ist weder arXivs Atom noch sein OAI-PMH.</translation>
    </message>
    <message>
        <source>The text is larger than {} MB.</source>
        <translation>Der Text ist größer als {} MB.</translation>
    </message>
    <message>
        <source>There is no text in it.</source>
        <translation>Es ist kein Text darin.</translation>
    </message>
    <message>
        <source>The address {} has a sign in it that no address has.</source>
        <translation>Die Adresse {} enthält ein Zeichen, das keine Adresse hat.</translation>
    </message>
    <message>
        <source>The address {} is not fetched: only https is fetched.</source>
        <translation>Die Adresse {} wird nicht geholt: nur https wird geholt.</translation>
    </message>
    <message>
        <source>The address is not fetched: it holds a user name or a password.</source>
        <translation>Die Adresse wird nicht geholt: sie enthält einen Benutzernamen oder ein Passwort.</translation>
    </message>
    <message>
        <source>{} redirects to an address that is not fetched: only https is fetched, without a password.</source>
        <translation>{} leitet zu einer Adresse weiter, die nicht geholt wird: nur https wird geholt, ohne Passwort.</translation>
    </message>
    <message>
        <source>The address {} is malformed.</source>
        <translation>Die Adresse {} ist fehlerhaft.</translation>
    </message>
    <message>
        <source>The address {} has a port that does not exist.</source>
        <translation>Die Adresse {} hat einen Port, den es nicht gibt.</translation>
    </message>
    <message>
        <source>The address {} names no host.</source>
        <translation>Die Adresse {} nennt keinen Host.</translation>
    </message>
    <message>
        <source>The address {} has a host name that cannot be.</source>
        <translation>Die Adresse {} hat einen Hostnamen, den es nicht geben kann.</translation>
    </message>
    <message>
        <source>The address {} names a network card of this machine.</source>
        <translation>Die Adresse {} nennt eine Netzwerkkarte dieses Rechners.</translation>
    </message>
    <message>
        <source>{} is damaged: it cannot be read as {}.</source>
        <translation>{} ist beschädigt: als {} ist es nicht zu lesen.</translation>
    </message>
    <message>
        <source>{} has a header of an absurd size.</source>
        <translation>{} hat einen Kopf von unsinniger Größe.</translation>
    </message>
    <message>
        <source>{} is damaged: a member lies before the one it follows.</source>
        <translation>{} ist beschädigt: eine Datei darin liegt vor der, auf die sie folgt.</translation>
    </message>
    <message>
        <source>{} lists more than {} members, which is the limit.</source>
        <translation>{} führt mehr als {} Dateien auf, und das ist die Grenze.</translation>
    </message>
    <message>
        <source>There is no standard input to read from.</source>
        <translation>Es gibt keine Standardeingabe, aus der zu lesen wäre.</translation>
    </message>
    <message>
        <source>{} is a pipe that nothing writes to.</source>
        <translation>{} ist eine Pipe, in die nichts schreibt.</translation>
    </message>
    <message>
        <source>{} is a folder, not a file.</source>
        <translation>{} ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>{} is a device or a pipe, not a file.</source>
        <translation>{} ist ein Gerät oder eine Pipe, keine Datei.</translation>
    </message>
    <message>
        <source>There is no file {}.</source>
        <translation>Es gibt keine Datei {}.</translation>
    </message>
    <message>
        <source>{} may not be read by this user.</source>
        <translation>{} darf von diesem Benutzer nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There is no file {}: the name is too long.</source>
        <translation>Es gibt keine Datei {}: der Name ist zu lang.</translation>
    </message>
    <message>
        <source>{} cannot be read.</source>
        <translation>{} ist nicht zu lesen.</translation>
    </message>
    <message>
        <source>The address {} names a file of the computer {}: only files of this computer are opened.</source>
        <translation>Die Adresse {} nennt eine Datei des Computers {}: Nur Dateien dieses Computers werden geöffnet.</translation>
    </message>
    <message>
        <source>The address {} has a query or a fragment, which no file has.</source>
        <translation>Die Adresse {} hat eine Abfrage oder ein Fragment, was keine Datei hat.</translation>
    </message>
    <message>
        <source>The address {} names no drive of this computer.</source>
        <translation>Die Adresse {} nennt kein Laufwerk dieses Computers.</translation>
    </message>
    <message>
        <source>A member of {}</source>
        <translation>{}: eine Datei darin</translation>
    </message>
    <message>
        <source>{} holds no file {}.</source>
        <translation>{} enthält keine Datei {}.</translation>
    </message>
    <message>
        <source>{} holds no file.</source>
        <translation>{} enthält keine Datei.</translation>
    </message>
    <message>
        <source>{}, {}</source>
        <translation>{}, {}</translation>
    </message>
    <message>
        <source>{} gives this document only to known users (HTTP status 401).</source>
        <translation>{} gibt dieses Dokument nur bekannten Benutzern (HTTP-Status 401).</translation>
    </message>
    <message>
        <source>{} does not give this document away (HTTP status 403).</source>
        <translation>{} gibt dieses Dokument nicht her (HTTP-Status 403).</translation>
    </message>
    <message>
        <source>{} has no such document (HTTP status 404).</source>
        <translation>{} hat kein solches Dokument (HTTP-Status 404).</translation>
    </message>
    <message>
        <source>{} has this document no more (HTTP status 410).</source>
        <translation>{} hat dieses Dokument nicht mehr (HTTP-Status 410).</translation>
    </message>
    <message>
        <source>{} gets too many questions and wants to be asked later (HTTP status 429).</source>
        <translation>{} bekommt zu viele Anfragen und will später gefragt werden (HTTP-Status 429).</translation>
    </message>
    <message>
        <source>{} cannot answer just now (HTTP status {}).</source>
        <translation>{} kann gerade nicht antworten (HTTP-Status {}).</translation>
    </message>
    <message>
        <source>{} answers with no document (HTTP status {}).</source>
        <translation>{} antwortet ohne ein Dokument (HTTP-Status {}).</translation>
    </message>
    <message>
        <source>The certificate of {} is made out to another name.</source>
        <translation>Das Zertifikat von {} ist auf einen anderen Namen ausgestellt.</translation>
    </message>
    <message>
        <source>The connection to {} ends too early.</source>
        <translation>Die Verbindung zu {} endet zu früh.</translation>
    </message>
    <message>
        <source>No secure connection to {} can be made.</source>
        <translation>Keine sichere Verbindung zu {} ist möglich.</translation>
    </message>
    <message>
        <source>{} does not answer in time.</source>
        <translation>{} antwortet nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The host {} is not found.</source>
        <translation>Der Host {} ist nicht zu finden.</translation>
    </message>
    <message>
        <source>{} refuses the connection.</source>
        <translation>{} weist die Verbindung ab.</translation>
    </message>
    <message>
        <source>The connection to {} breaks off.</source>
        <translation>Die Verbindung zu {} bricht ab.</translation>
    </message>
    <message>
        <source>{} cannot be reached.</source>
        <translation>{} ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>{} sends an answer that is not understood.</source>
        <translation>{} sendet eine Antwort, die nicht zu verstehen ist.</translation>
    </message>
    <message>
        <source>The certificate of {} is not valid at this time.</source>
        <translation>Das Zertifikat von {} gilt zu dieser Zeit nicht.</translation>
    </message>
    <message>
        <source>The certificate of {} is not vouched for by anybody this system trusts.</source>
        <translation>Für das Zertifikat von {} bürgt niemand, dem dieses System vertraut.</translation>
    </message>
    <message>
        <source>{} holds more than {} bytes, which is the limit.</source>
        <translation>{} hat mehr als {} Bytes, und das ist die Grenze.</translation>
    </message>
    <message>
        <source>{} holds {} bytes; the limit is {}.</source>
        <translation>{} hat {} Bytes; die Grenze ist {}.</translation>
    </message>
    <message>
        <source>{} is no path, address or Pith Number.</source>
        <translation>{} ist kein Pfad, keine Adresse und keine Pith Number.</translation>
    </message>
    <message>
        <source>{} is no arXiv id.</source>
        <translation>{} ist keine arXiv-Kennung.</translation>
    </message>
    <message>
        <source>The address {} is not fetched: only https://… is fetched.</source>
        <translation>Die Adresse {} wird nicht geholt: nur https://… wird geholt.</translation>
    </message>
    <message>
        <source>{} is no Pith Number: those read pith:year:26 characters, or pith: and 8, 12 or 16 of them.</source>
        <translation>{} ist keine Pith Number: die lauten pith:Jahr:26 Zeichen oder pith: und 8, 12 oder 16 davon.</translation>
    </message>
    <message>
        <source>{} names no Pith Number for {}.</source>
        <translation>{} nennt keine Pith Number für {}.</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>Die Standardeingabe</translation>
    </message>
    <message>
        <source>{} is not fetched from {}: the program works offline.</source>
        <translation>{} wird nicht von {} geholt: das Programm arbeitet offline.</translation>
    </message>
    <message>
        <source>{} is not fetched: another program asks for it, and without a window nobody can agree to it.</source>
        <translation>{} wird nicht geholt: Ein anderes Programm verlangt es, und ohne Fenster kann niemand zustimmen.</translation>
    </message>
    <message>
        <source>{} is not an archive that can be read.</source>
        <translation>{} ist kein Archiv, das zu lesen wäre.</translation>
    </message>
    <message>
        <source>{} is damaged: a member overlaps another.</source>
        <translation>{} ist beschädigt: eine Datei darin überlappt eine andere.</translation>
    </message>
    <message>
        <source>{} is damaged or cut off.</source>
        <translation>{} ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>{} is damaged.</source>
        <translation>{} ist beschädigt.</translation>
    </message>
    <message>
        <source>{} is damaged: a member is shorter than it says.</source>
        <translation>{} ist beschädigt: eine Datei darin ist kürzer, als sie angibt.</translation>
    </message>
    <message>
        <source>{} redirects in a circle.</source>
        <translation>{} leitet im Kreis weiter.</translation>
    </message>
    <message>
        <source>{} redirects once more after {} redirects, which is the limit.</source>
        <translation>{} leitet nach {} Weiterleitungen noch einmal weiter, und das ist die Grenze.</translation>
    </message>
    <message>
        <source>{} redirects, but does not say where to.</source>
        <translation>{} leitet weiter, sagt aber nicht, wohin.</translation>
    </message>
    <message>
        <source>The document at {}</source>
        <translation>Das Dokument von {}</translation>
    </message>
    <message>
        <source>{} sends compressed data that is damaged or cut off.</source>
        <translation>{} sendet komprimierte Daten, die beschädigt oder abgeschnitten sind.</translation>
    </message>
    <message>
        <source>{} sends the document in an encoding that was not asked for.</source>
        <translation>{} sendet das Dokument in einer Kodierung, um die nicht gebeten wurde.</translation>
    </message>
    <message>
        <source>The transfer from {} takes longer than {}.</source>
        <translation>Die Übertragung von {} dauert länger als {}.</translation>
    </message>
    <message>
        <source>{} does not answer for {}.</source>
        <translation>{} antwortet seit {} nicht.</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>{} seconds</source>
        <translation>{} Sekunden</translation>
    </message>
    <message>
        <source>{} is compressed by a method other than deflate.</source>
        <translation>{} ist auf eine andere Art als Deflate komprimiert.</translation>
    </message>
    <message>
        <source>{}</source>
        <translation>{}</translation>
    </message>
    <message>
        <source>The line gives the SHA-256; the last step spells it in another way.</source>
        <translation>Die Zeile ergibt den SHA-256; der letzte Schritt schreibt ihn anders.</translation>
    </message>
    <message>
        <source>The text that is hashed stands in the paper, not in the document.</source>
        <translation>Der Text, der gehasht wird, steht in der Arbeit, nicht im Dokument.</translation>
    </message>
    <message>
        <source>Nothing is hashed here: two values of the document are compared.</source>
        <translation>Hier wird nichts gehasht: zwei Werte des Dokuments werden verglichen.</translation>
    </message>
    <message>
        <source>{} {}</source>
        <translation>{} {}</translation>
    </message>
    <message>
        <source>Save the document as {} first.</source>
        <translation>Speichern Sie das Dokument zuerst als {}.</translation>
    </message>
    <message>
        <source>The kind {} is written like {}, but is not it</source>
        <translation>Die Art {} schreibt sich wie {}, ist es aber nicht</translation>
    </message>
    <message>
        <source>aliases of this kind cannot be derived</source>
        <translation>Aliase dieser Art lassen sich nicht ableiten</translation>
    </message>
    <message>
        <source>the record&apos;s source does not give this alias</source>
        <translation>die Quelle des Datensatzes ergibt diesen Alias nicht</translation>
    </message>
    <message>
        <source>the bundle is not signed</source>
        <translation>das Bündel ist nicht signiert</translation>
    </message>
    <message>
        <source>This is {}. Do not give it to anybody: whoever has it can sign in the name of its owner. What is wanted is the public key that belongs to it</source>
        <translation>Das ist {}. Geben Sie es niemandem: Wer es hat, kann im Namen des Besitzers signieren. Gebraucht wird der öffentliche Schlüssel, der dazugehört</translation>
    </message>
    <message>
        <source>This is {}. {}</source>
        <translation>Das ist {}. {}</translation>
    </message>
    <message>
        <source>an RSA public key</source>
        <translation>ein öffentlicher RSA-Schlüssel</translation>
    </message>
    <message>
        <source>an SSH public key in the form of RFC 4716</source>
        <translation>ein öffentlicher SSH-Schlüssel in der Form von RFC 4716</translation>
    </message>
    <message>
        <source>an OpenSSH public key without the word, such as ssh-ed25519, before it</source>
        <translation>ein öffentlicher Schlüssel von OpenSSH ohne das Wort davor, etwa ssh-ed25519</translation>
    </message>
    <message>
        <source>a public key of minisign or signify</source>
        <translation>ein öffentlicher Schlüssel von minisign oder signify</translation>
    </message>
    <message>
        <source>a signature of minisign or signify</source>
        <translation>eine Signatur von minisign oder signify</translation>
    </message>
    <message>
        <source>a file of minisign or signify</source>
        <translation>eine Datei von minisign oder signify</translation>
    </message>
    <message>
        <source>a private key of minisign or signify</source>
        <translation>ein privater Schlüssel von minisign oder signify</translation>
    </message>
    <message>
        <source>The file states keys in two ways: as Pith does, and as JSON Web Keys</source>
        <translation>Die Datei gibt Schlüssel auf zwei Weisen an: wie Pith und als JSON Web Keys</translation>
    </message>
    <message>
        <source>Line {}: {}</source>
        <translation>Zeile {}: {}</translation>
    </message>
    <message>
        <source>a DSA public key</source>
        <translation>ein öffentlicher DSA-Schlüssel</translation>
    </message>
    <message>
        <source>an ECDSA public key</source>
        <translation>ein öffentlicher ECDSA-Schlüssel</translation>
    </message>
    <message>
        <source>an Ed448 public key</source>
        <translation>ein öffentlicher Ed448-Schlüssel</translation>
    </message>
    <message>
        <source>a key that encrypts and never signs ({})</source>
        <translation>ein Schlüssel, der verschlüsselt und nie signiert ({})</translation>
    </message>
    <message>
        <source>The key in PEM is damaged: its BEGIN and END lines do not fit</source>
        <translation>Der Schlüssel in PEM ist beschädigt: Seine Zeilen BEGIN und END passen nicht zusammen</translation>
    </message>
    <message>
        <source>The key in PEM is damaged, or of an algorithm that is not known here</source>
        <translation>Der Schlüssel in PEM ist beschädigt oder von einem Verfahren, das hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>There is no OpenSSH public key</source>
        <translation>Da steht kein öffentlicher Schlüssel von OpenSSH</translation>
    </message>
    <message>
        <source>The file says that this key is revoked</source>
        <translation>Die Datei sagt, dass dieser Schlüssel widerrufen ist</translation>
    </message>
    <message>
        <source>a key of a security token, which signs in a way of its own ({})</source>
        <translation>ein Schlüssel eines Sicherheitstokens, der auf eigene Weise signiert ({})</translation>
    </message>
    <message>
        <source>an OpenSSH public key ({})</source>
        <translation>ein öffentlicher Schlüssel von OpenSSH ({})</translation>
    </message>
    <message>
        <source>Member x of the JSON Web Key is not 32 bytes in base64url</source>
        <translation>Das Feld x des JSON Web Key ist nicht 32 Bytes in base64url</translation>
    </message>
    <message>
        <source>a JSON Web Key of an unknown curve, {}</source>
        <translation>ein JSON Web Key einer unbekannten Kurve, {}</translation>
    </message>
    <message>
        <source>a JSON Web Key of an unknown kind, {}</source>
        <translation>ein JSON Web Key unbekannter Art, {}</translation>
    </message>
    <message>
        <source>The JSON Web Key says that it is not for verifying Ed25519 signatures ({})</source>
        <translation>Der JSON Web Key sagt, dass er nicht zum Prüfen von Ed25519-Signaturen ist ({})</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>Bewiesen</translation>
    </message>
    <message>
        <source>Stated, not proven</source>
        <translation>Angegeben, nicht bewiesen</translation>
    </message>
    <message>
        <source>Could not be checked</source>
        <translation>Nicht prüfbar</translation>
    </message>
    <message>
        <source>{}: {} reads {}; the signed hash fits {}</source>
        <translation>{}: {} lautet {}; der signierte Hash passt zu {}</translation>
    </message>
    <message>
        <source>The Pith Number belongs to this record</source>
        <translation>Die Pith-Nummer gehört zu diesem Datensatz</translation>
    </message>
    <message>
        <source>Every required part is there, in versions that are known</source>
        <translation>Jeder nötige Teil ist da, in bekannten Versionen</translation>
    </message>
    <message>
        <source>Title, licence, categories and date are the record&apos;s</source>
        <translation>Titel, Lizenz, Kategorien und Datum sind die des Datensatzes</translation>
    </message>
    <message>
        <source>the title but for its capitals; no signature covers those</source>
        <translation>der Titel bis auf Groß- und Kleinschreibung; die deckt keine Signatur ab</translation>
    </message>
    <message>
        <source>{} signed the record (receipt)</source>
        <translation>{} hat den Datensatz signiert (Quittung)</translation>
    </message>
    <message>
        <source>Keys that you trust signed the record (receipt)</source>
        <translation>Schlüssel, denen Sie vertrauen, haben den Datensatz signiert (Quittung)</translation>
    </message>
    <message>
        <source>The state is what the events give</source>
        <translation>Der Zustand ist das, was die Ereignisse ergeben</translation>
    </message>
    <message>
        <source>The state holds what every rule would keep</source>
        <translation>Der Zustand enthält, was jede Regel behielte</translation>
    </message>
    <message>
        <source>The whole file is signed, but for the signature itself</source>
        <translation>Die ganze Datei ist signiert, außer der Signatur selbst</translation>
    </message>
    <message>
        <source>The key is one that you trust</source>
        <translation>Dem Schlüssel vertrauen Sie</translation>
    </message>
    <message>
        <source>All {} keys that signed are ones that you trust</source>
        <translation>Allen {} Schlüsseln, die signiert haben, vertrauen Sie</translation>
    </message>
    <message>
        <source>Other names, links, counts and dates agree</source>
        <translation>Weitere Namen, Links, Anzahlen und Daten stimmen überein</translation>
    </message>
    <message numerus="yes">
        <source>%n other checks hold</source>
        <translation>
            <numerusform>%n weitere Prüfung hält</numerusform>
            <numerusform>%n weitere Prüfungen halten</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here is signed</source>
        <translation>Hier ist nichts signiert</translation>
    </message>
    <message>
        <source>No signature here was shown to hold</source>
        <translation>Von keiner Signatur hier ist gezeigt, dass sie hält</translation>
    </message>
    <message>
        <source>No key that you trust signed anything here</source>
        <translation>Kein Schlüssel, dem Sie vertrauen, hat hier etwas signiert</translation>
    </message>
    <message numerus="yes">
        <source>in %n places, this is the first</source>
        <translation>
            <numerusform>an %n Stelle</numerusform>
            <numerusform>an %n Stellen, dies ist die erste</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the address, or ask another mirror.</source>
        <translation>Prüfen Sie die Adresse, oder fragen Sie einen anderen Spiegel.</translation>
    </message>
    <message>
        <source>Try again later, or ask another mirror.</source>
        <translation>Versuchen Sie es später noch einmal, oder fragen Sie einen anderen Spiegel.</translation>
    </message>
    <message>
        <source>Save the document with a browser that may see it, and open that file.</source>
        <translation>Speichern Sie das Dokument mit einem Browser, der es sehen darf, und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>{} sends word ahead of its answer (HTTP status {}), which this program cannot read past.</source>
        <translation>{} schickt seiner Antwort etwas voraus (HTTP-Status {}), worüber dieses Programm nicht hinauslesen kann.</translation>
    </message>
    <message>
        <source>The sign ~ stands for itself here: write the whole path.</source>
        <translation>Das Zeichen ~ steht hier für sich selbst: Schreiben Sie den ganzen Pfad.</translation>
    </message>
    <message>
        <source>{} is not read: it has two lists of its files.</source>
        <translation>{} wird nicht gelesen: darin stehen zwei Listen der Dateien.</translation>
    </message>
    <message>
        <source>Of a later step</source>
        <translation>Eines späteren Schritts</translation>
    </message>
    <message>
        <source>whether this action is about this record is not known</source>
        <translation>ob es in dieser Aktion um diesen Datensatz geht, ist nicht bekannt</translation>
    </message>
    <message>
        <source>the address names another record, {}</source>
        <translation>die Adresse nennt einen anderen Datensatz, {}</translation>
    </message>
    <message>
        <source>Event {} supersedes the same event: the history forks</source>
        <translation>Ereignis {} ersetzt dasselbe Ereignis: Die Geschichte gabelt sich</translation>
    </message>
    <message>
        <source>This key file cannot be read: {}</source>
        <translation>Diese Schlüsseldatei kann nicht gelesen werden: {}</translation>
    </message>
    <message>
        <source>The key&apos;s key_id is not a string</source>
        <translation>key_id des Schlüssels ist keine Zeichenkette</translation>
    </message>
    <message>
        <source>This is a key in PEM whose lines are not by themselves: BEGIN and END must each stand in a line, with nothing before or behind them</source>
        <translation>Das ist ein Schlüssel in PEM, dessen Zeilen nicht für sich stehen: BEGIN und END müssen je in einer Zeile stehen, mit nichts davor oder dahinter</translation>
    </message>
    <message>
        <source>a private key (Multikey)</source>
        <translation>ein privater Schlüssel (Multikey)</translation>
    </message>
    <message>
        <source>rotates_at is no date of the form 2026-05-18T00:05:51Z</source>
        <translation>rotates_at ist kein Datum der Form 2026-05-18T00:05:51Z</translation>
    </message>
    <message>
        <source>a DID that is damaged, or of a kind that holds no key itself</source>
        <translation>eine DID, die beschädigt ist oder von einer Art, die selbst keinen Schlüssel enthält</translation>
    </message>
    <message>
        <source>a key with characters in it that cannot be seen ({})</source>
        <translation>ein Schlüssel mit Zeichen darin, die man nicht sieht ({})</translation>
    </message>
    <message>
        <source>{} is a file. If it is an archive, a file in it is named as in {}; if it is a list, a document in it as in {}.</source>
        <translation>{} ist eine Datei. Ist sie ein Archiv, wird eine Datei darin benannt wie in {}; ist sie eine Liste, ein Dokument darin wie in {}.</translation>
    </message>
    <message>
        <source>The signs * and ? stand for themselves here: name each file. If the path stands in quotation marks in a command, leave them out, so that the shell puts in the names.</source>
        <translation>Die Zeichen * und ? stehen hier für sich selbst: Nennen Sie jede Datei. Steht der Pfad in einem Befehl in Anführungszeichen, lassen Sie sie weg, damit die Shell die Namen einsetzt.</translation>
    </message>
    <message>
        <source>One of the two spellings of the key cannot be read</source>
        <translation>Eine der beiden Schreibweisen des Schlüssels kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Copy the key without them, or get it as a file</source>
        <translation>Kopieren Sie den Schlüssel ohne sie, oder holen Sie ihn als Datei</translation>
    </message>
    <message>
        <source>Take them away, so that the key stands by itself</source>
        <translation>Nehmen Sie sie weg, damit der Schlüssel für sich steht</translation>
    </message>
    <message>
        <source>a key in quotation marks</source>
        <translation>ein Schlüssel in Anführungszeichen</translation>
    </message>
    <message>
        <source>a text in which a key may stand</source>
        <translation>ein Text, in dem vielleicht ein Schlüssel steht</translation>
    </message>
    <message>
        <source>JSON in which a key may stand</source>
        <translation>JSON, in dem vielleicht ein Schlüssel steht</translation>
    </message>
    <message>
        <source>The key that signed is one that you trust</source>
        <translation>Dem Schlüssel, der signiert hat, vertrauen Sie</translation>
    </message>
    <message>
        <source>by the signer&apos;s own clock; no timestamp proof was checked</source>
        <translation>nach der Uhr des Unterzeichners; kein Zeitstempel wurde geprüft</translation>
    </message>
    <message>
        <source>When it was made and signed</source>
        <translation>Wann es erstellt und signiert wurde</translation>
    </message>
    <message>
        <source>it calls itself {}; whose key it is, nothing here shows</source>
        <translation>er nennt sich {}; wessen Schlüssel es ist, zeigt hier nichts</translation>
    </message>
    <message>
        <source>A key that is not in your list signed {}</source>
        <translation>Ein Schlüssel, der nicht in Ihrer Liste steht, hat {} signiert</translation>
    </message>
    <message>
        <source>A key that is not in your list signed the record (receipt)</source>
        <translation>Ein Schlüssel, der nicht in Ihrer Liste steht, hat den Datensatz signiert (Quittung)</translation>
    </message>
    <message>
        <source>A key that is not in your list signed an event</source>
        <translation>Ein Schlüssel, der nicht in Ihrer Liste steht, hat ein Ereignis signiert</translation>
    </message>
    <message>
        <source>A key that is not in your list signed the whole file</source>
        <translation>Ein Schlüssel, der nicht in Ihrer Liste steht, hat die ganze Datei signiert</translation>
    </message>
    <message>
        <source>its hash fits, but anyone can make a hash</source>
        <translation>sein Hash passt, aber einen Hash kann jeder machen</translation>
    </message>
    <message>
        <source>The state as a whole</source>
        <translation>Der Zustand als Ganzes</translation>
    </message>
    <message>
        <source>each fits its id, but no signature of an event is in a state</source>
        <translation>jedes passt zu seiner Kennung, aber ein Zustand enthält keine Signatur eines Ereignisses</translation>
    </message>
    <message>
        <source>The events, and that none is missing</source>
        <translation>Die Ereignisse, und dass keines fehlt</translation>
    </message>
    <message>
        <source>no signature over the whole was shown to hold</source>
        <translation>von keiner Signatur über das Ganze ist gezeigt, dass sie hält</translation>
    </message>
    <message>
        <source>The bundle as a whole</source>
        <translation>Das Bündel als Ganzes</translation>
    </message>
    <message>
        <source>it fits, but that says only that the state and its hash agree</source>
        <translation>er passt, aber das sagt nur, dass Zustand und Hash zueinander passen</translation>
    </message>
    <message>
        <source>The state&apos;s own hash</source>
        <translation>Der eigene Hash des Zustands</translation>
    </message>
    <message>
        <source>their hash fits, but no signature covers it</source>
        <translation>ihr Hash passt, aber keine Signatur deckt ihn ab</translation>
    </message>
    <message>
        <source>The findings, as listed</source>
        <translation>Die Befunde, wie aufgelistet</translation>
    </message>
    <message>
        <source>no signature that holds covers them</source>
        <translation>keine Signatur, die hält, deckt sie ab</translation>
    </message>
    <message>
        <source>signed by {}; no check asks the authors</source>
        <translation>signiert von {}; keine Prüfung fragt die Autoren</translation>
    </message>
    <message>
        <source>signed by no key that you trust; no check asks the authors</source>
        <translation>von keinem Schlüssel signiert, dem Sie vertrauen; keine Prüfung fragt die Autoren</translation>
    </message>
    <message>
        <source>The authors, as listed</source>
        <translation>Die Autoren, wie aufgelistet</translation>
    </message>
    <message>
        <source>the record has its hash, not its text</source>
        <translation>der Datensatz hat ihren Hash, nicht ihren Text</translation>
    </message>
    <message>
        <source>The abstract beyond the part shown</source>
        <translation>Die Zusammenfassung über den gezeigten Teil hinaus</translation>
    </message>
    <message numerus="yes">
        <source>%n values under no signature</source>
        <translation>
            <numerusform>%n Wert unter keiner Signatur</numerusform>
            <numerusform>%n Werte unter keiner Signatur</numerusform>
        </translation>
    </message>
    <message>
        <source>all of the signature over the whole, its date among them</source>
        <translation>alle von der Signatur über das Ganze, ihr Datum darunter</translation>
    </message>
    <message>
        <source>this is the first; the coverage shows all</source>
        <translation>dies ist der erste; die Abdeckung zeigt alle</translation>
    </message>
    <message>
        <source>That the paper is right</source>
        <translation>Dass die Arbeit stimmt</translation>
    </message>
    <message>
        <source>a signature says who signed, not what is so</source>
        <translation>eine Signatur sagt, wer signiert hat, nicht was stimmt</translation>
    </message>
    <message>
        <source>That the findings are right</source>
        <translation>Dass die Befunde stimmen</translation>
    </message>
    <message>
        <source>Whose key it is</source>
        <translation>Wessen Schlüssel es ist</translation>
    </message>
    <message>
        <source>a key proves nothing about itself</source>
        <translation>ein Schlüssel beweist nichts über sich selbst</translation>
    </message>
    <message>
        <source>{} ({})</source>
        <translation>{} ({})</translation>
    </message>
    <message>
        <source>the entry has a member that is not known, {}</source>
        <translation>der Eintrag hat ein Feld, das nicht bekannt ist, {}</translation>
    </message>
    <message>
        <source>A signature in this {} names a key that you distrust.</source>
        <translation>Eine Signatur in diesem Dokument nennt einen Schlüssel, dem Sie misstrauen ({}).</translation>
    </message>
    <message>
        <source>It is in doubt who signed this. {}.</source>
        <translation>Wer dies signiert hat, ist zweifelhaft. {}.</translation>
    </message>
    <message>
        <source>No check failed, but the key {} is not in your list.</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber der Schlüssel {} steht nicht in Ihrer Liste.</translation>
    </message>
    <message numerus="yes">
        <source>%n things that a verified bundle must show were not shown</source>
        <translation>
            <numerusform>%n Punkt, den ein bestätigtes Bündel zeigen muss, wurde nicht gezeigt</numerusform>
            <numerusform>%n Punkte, die ein bestätigtes Bündel zeigen muss, wurden nicht gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>No check failed, but {}: {} ({}).</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber {}: {} ({}).</translation>
    </message>
    <message>
        <source>no event creates this record, or one creates another</source>
        <translation>kein Ereignis legt diesen Datensatz an, oder eines legt einen anderen an</translation>
    </message>
    <message>
        <source>there was nothing to check</source>
        <translation>es gab nichts zu prüfen</translation>
    </message>
    <message>
        <source>This is a key that you distrust. It has signed nothing here.</source>
        <translation>Das ist ein Schlüssel, dem Sie misstrauen. Er hat hier nichts signiert.</translation>
    </message>
    <message>
        <source>No check failed, but a {} on its own is not signed as a whole: the receipt covers the canonical record and nothing else. The bundle would prove more.</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber dieses Dokument ({}) ist für sich nicht als Ganzes signiert: Die Quittung deckt den kanonischen Datensatz ab und sonst nichts. Das Bündel würde mehr beweisen.</translation>
    </message>
    <message>
        <source>No check failed, but no signature in this {} was shown to hold. The bundle would prove more.</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber keine Signatur in diesem Dokument ({}) hat sich als gültig erwiesen. Das Bündel würde mehr beweisen.</translation>
    </message>
    <message>
        <source>The bundle is not what its hash says</source>
        <translation>Das Bündel ist nicht, was sein Hash sagt</translation>
    </message>
    <message>
        <source>The event is not what its hash says</source>
        <translation>Das Ereignis ist nicht, was sein Hash sagt</translation>
    </message>
    <message>
        <source>what events of this type do is not known</source>
        <translation>was Ereignisse dieses Typs bewirken, ist nicht bekannt</translation>
    </message>
    <message>
        <source>the record does not hold what this flag is about</source>
        <translation>der Datensatz enthält nicht, wovon diese Angabe spricht</translation>
    </message>
    <message>
        <source>the check that this flag is about could not be made</source>
        <translation>die Prüfung, von der diese Angabe spricht, war nicht möglich</translation>
    </message>
    <message>
        <source>the snapshot has no such count</source>
        <translation>die Momentaufnahme hat keine solche Anzahl</translation>
    </message>
    <message>
        <source>how payload_sha256 is made is not known</source>
        <translation>wie payload_sha256 gemacht wird, ist nicht bekannt</translation>
    </message>
    <message>
        <source>a Multikey in hex, whose last {} digits are the key</source>
        <translation>ein Multikey in Hex, dessen letzte {} Ziffern der Schlüssel sind</translation>
    </message>
    <message>
        <source>{} digits in hex, where a key has {}</source>
        <translation>eine Folge von {} Ziffern in Hex, wo ein Schlüssel {} hat</translation>
    </message>
    <message>
        <source>Write + for each -, / for each _, and = behind the last letter</source>
        <translation>Schreiben Sie + für jedes -, / für jedes _, und = hinter den letzten Buchstaben</translation>
    </message>
    <message>
        <source>Copy it again: a part of it is missing, or there is too much</source>
        <translation>Kopieren Sie ihn neu: Ein Teil fehlt, oder etwas ist zu viel</translation>
    </message>
    <message>
        <source>With the line {} before it and the line {} behind it, it is PEM</source>
        <translation>Mit der Zeile {} davor und der Zeile {} dahinter ist es PEM</translation>
    </message>
    <message>
        <source>event_count is no whole number</source>
        <translation>event_count ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>this entry has members that are not known; without them it is the event with this id, and nothing shows whether they belong to it</source>
        <translation>dieser Eintrag hat Angaben, die nicht bekannt sind; ohne sie ist er das Ereignis mit dieser Kennung, und nichts zeigt, ob sie dazugehören</translation>
    </message>
    <message numerus="yes">
        <source>%n other checks failed</source>
        <translation>
            <numerusform>%n andere Prüfung ist fehlgeschlagen</numerusform>
            <numerusform>%n andere Prüfungen sind fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>{} {}. {}</source>
        <translation>{} {}. {}</translation>
    </message>
    <message numerus="yes">
        <source>%n checks failed</source>
        <translation>
            <numerusform>%n Prüfung ist fehlgeschlagen</numerusform>
            <numerusform>%n Prüfungen sind fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>{}. {}</source>
        <translation>{}. {}</translation>
    </message>
    <message>
        <source>All that a bundle must show was checked and holds, and a key you trust signed the whole of it.</source>
        <translation>Alles, was ein Bündel zeigen muss, wurde geprüft und gilt, und ein Schlüssel, dem Sie vertrauen, hat das Ganze signiert.</translation>
    </message>
    <message numerus="yes">
        <source>%n checks could not be made.</source>
        <translation>
            <numerusform>%n Prüfung war nicht möglich.</numerusform>
            <numerusform>%n Prüfungen waren nicht möglich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n warnings.</source>
        <translation>
            <numerusform>Es gibt %n Warnung.</numerusform>
            <numerusform>Es gibt %n Warnungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A key that you distrust signed this {}.</source>
        <translation>Ein Schlüssel, dem Sie misstrauen, hat dieses Dokument signiert ({}).</translation>
    </message>
    <message>
        <source>No check failed, but the bundle is not signed: nothing vouches for its aliases, state and links.</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber das Bündel ist nicht signiert: nichts bürgt für seine Aliase, seinen Zustand und seine Links.</translation>
    </message>
    <message>
        <source>This is a key. A key proves nothing about itself.</source>
        <translation>Das ist ein Schlüssel. Ein Schlüssel beweist nichts über sich selbst.</translation>
    </message>
    <message>
        <source>No check failed, but a mirror manifest is not signed.</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber ein Spiegelverzeichnis ist nicht signiert.</translation>
    </message>
    <message>
        <source>No check failed, but an integrity report is not signed as a whole, and what its events hash is not known.</source>
        <translation>Keine Prüfung ist fehlgeschlagen, aber ein Integritätsbericht ist nicht als Ganzes signiert, und was seine Ereignisse hashen, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Every hash and signature holds, but the key {} is not in your list.</source>
        <translation>Jeder Hash und jede Signatur gilt, aber der Schlüssel {} steht nicht in Ihrer Liste.</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Die Datei ist leer</translation>
    </message>
    <message>
        <source>The file states two dates at which one key ends (rotates_at)</source>
        <translation>Die Datei nennt zwei Daten, an denen ein und derselbe Schlüssel endet (rotates_at)</translation>
    </message>
    <message>
        <source>The fingerprint is not that of the key that verifies</source>
        <translation>Der Fingerabdruck ist nicht der des Schlüssels, der die Signatur bestätigt</translation>
    </message>
    <message>
        <source>The flag and the count in the snapshot do not go together</source>
        <translation>Die Angabe und die Anzahl in der Momentaufnahme passen nicht zusammen</translation>
    </message>
    <message>
        <source>{}, after line {}, column {}</source>
        <translation>{}, nach Zeile {}, Spalte {}</translation>
    </message>
    <message>
        <source>{}, at line {}, column {}</source>
        <translation>{}, in Zeile {}, Spalte {}</translation>
    </message>
    <message>
        <source>The file holds nothing but a byte order mark</source>
        <translation>Die Datei enthält nichts als eine Bytereihenfolge-Marke</translation>
    </message>
    <message>
        <source>The file holds nothing but blanks and line ends</source>
        <translation>Die Datei enthält nichts als Leerzeichen und Zeilenenden</translation>
    </message>
    <message>
        <source>Get the document again: nothing of it is in this copy.</source>
        <translation>Holen Sie das Dokument noch einmal: In dieser Kopie ist nichts davon.</translation>
    </message>
    <message>
        <source>Save a copy in UTF-8, and open the copy: what is hashed is the same.</source>
        <translation>Speichern Sie eine Kopie in UTF-8, und öffnen Sie die Kopie: Was gehasht wird, ist dasselbe.</translation>
    </message>
    <message>
        <source>Get the document as it was published: this copy was written by a program that does not keep to JSON.</source>
        <translation>Holen Sie das Dokument so, wie es veröffentlicht wurde: Diese Kopie hat ein Programm geschrieben, das sich nicht an JSON hält.</translation>
    </message>
    <message>
        <source>The file holds nothing but null bytes</source>
        <translation>Die Datei enthält nichts als Nullbytes</translation>
    </message>
    <message>
        <source>These bytes are no text, and of no kind that is known here</source>
        <translation>Diese Bytes sind kein Text und von keiner Art, die hier bekannt ist</translation>
    </message>
    <message>
        <source>This looks like {}</source>
        <translation>Das sieht aus wie {}</translation>
    </message>
    <message>
        <source>This looks like {}, not a Pith document</source>
        <translation>Das sieht aus wie {}, nicht wie ein Pith-Dokument</translation>
    </message>
    <message>
        <source>{}; it looks like text in an older encoding (Latin-1, Windows-1252 or the like), or like a damaged copy</source>
        <translation>{}; es sieht aus wie Text in einer älteren Kodierung (Latin-1, Windows-1252 oder Ähnliches) oder wie eine beschädigte Kopie</translation>
    </message>
    <message>
        <source>Get the document in UTF-8 from where it was published: which characters are meant cannot be known here.</source>
        <translation>Holen Sie das Dokument in UTF-8 von dort, wo es veröffentlicht wurde: Welche Zeichen gemeint sind, ist hier nicht zu erkennen.</translation>
    </message>
    <message>
        <source>Get the document again: the end of this copy is missing.</source>
        <translation>Holen Sie das Dokument noch einmal: Dieser Kopie fehlt das Ende.</translation>
    </message>
    <message>
        <source>Only null bytes follow</source>
        <translation>Es folgen nur noch Nullbytes</translation>
    </message>
    <message>
        <source>Get the document again: this copy is filled up with null bytes.</source>
        <translation>Holen Sie das Dokument noch einmal: Diese Kopie ist mit Nullbytes aufgefüllt.</translation>
    </message>
    <message>
        <source>Get the document as it was published: this copy was written otherwise.</source>
        <translation>Holen Sie das Dokument so, wie es veröffentlicht wurde: Diese Kopie ist anders geschrieben.</translation>
    </message>
    <message>
        <source>Save each document by itself, and open the one that is meant.</source>
        <translation>Speichern Sie jedes Dokument für sich, und öffnen Sie das gemeinte.</translation>
    </message>
    <message>
        <source>Write it with json.dumps in place of print, and open that file.</source>
        <translation>Schreiben Sie es mit json.dumps statt mit print, und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>Have it written as JSON by the program that it comes from, and open that file.</source>
        <translation>Lassen Sie es von dem Programm, aus dem es stammt, als JSON schreiben, und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>Marks of a conflict between two versions stand here</source>
        <translation>Hier stehen Zeichen eines Konflikts zwischen zwei Fassungen</translation>
    </message>
    <message>
        <source>This is how Python prints an object, not JSON</source>
        <translation>So gibt Python ein Objekt aus, das ist kein JSON</translation>
    </message>
    <message>
        <source>A single quotation mark stands here, as JSON5 and Python write them</source>
        <translation>Hier steht ein einfaches Anführungszeichen, wie JSON5 und Python sie schreiben</translation>
    </message>
    <message>
        <source>A name without quotation marks stands here, as in JSON5</source>
        <translation>Hier steht ein Name ohne Anführungszeichen, wie in JSON5</translation>
    </message>
    <message>
        <source>A number is spelled here as JSON does not spell it</source>
        <translation>Hier ist eine Zahl so geschrieben, wie JSON sie nicht schreibt</translation>
    </message>
    <message>
        <source>A comment stands here, which JSON does not have</source>
        <translation>Hier steht ein Kommentar, den es in JSON nicht gibt</translation>
    </message>
    <message>
        <source>Dots stand here in place of a part that was left out</source>
        <translation>Hier stehen Punkte anstelle eines ausgelassenen Teils</translation>
    </message>
    <message>
        <source>Get the whole document: whoever wrote this text left a part out.</source>
        <translation>Holen Sie das ganze Dokument: Wer diesen Text geschrieben hat, hat einen Teil ausgelassen.</translation>
    </message>
    <message>
        <source>A typographic quotation mark stands here in place of a straight one</source>
        <translation>Hier steht ein typografisches Anführungszeichen anstelle eines geraden</translation>
    </message>
    <message>
        <source>Get the document as it was published: word processors and mail programs put such marks in.</source>
        <translation>Holen Sie das Dokument so, wie es veröffentlicht wurde: Textverarbeitungen und Mailprogramme setzen solche Zeichen ein.</translation>
    </message>
    <message>
        <source>A blank that JSON does not know, or an invisible sign, stands here</source>
        <translation>Hier steht ein Leerzeichen, das JSON nicht kennt, oder ein unsichtbares Zeichen</translation>
    </message>
    <message>
        <source>Mark-up stands here, as in a web page</source>
        <translation>Hier steht Auszeichnung wie in einer Webseite</translation>
    </message>
    <message>
        <source>A string is broken by a line end here</source>
        <translation>Hier ist eine Zeichenkette durch ein Zeilenende unterbrochen</translation>
    </message>
    <message>
        <source>Another value follows the first here</source>
        <translation>Hier folgt ein weiterer Wert auf den ersten</translation>
    </message>
    <message>
        <source>A comma stands before a closing bracket</source>
        <translation>Vor einer schließenden Klammer steht ein Komma</translation>
    </message>
    <message>
        <source>A closing bracket too many stands here</source>
        <translation>Hier steht eine schließende Klammer zu viel</translation>
    </message>
    <message>
        <source>The file ends inside a character</source>
        <translation>Die Datei endet mitten in einem Zeichen</translation>
    </message>
    <message>
        <source>This is not UTF-8</source>
        <translation>Das ist kein UTF-8</translation>
    </message>
    <message>
        <source>The file ends inside a string</source>
        <translation>Die Datei endet mitten in einer Zeichenkette</translation>
    </message>
    <message>
        <source>The file ends inside a value</source>
        <translation>Die Datei endet mitten in einem Wert</translation>
    </message>
    <message>
        <source>“You” is whoever made this report, and “your list” is the list of keys under “{}”.</source>
        <translation>„Sie“ ist, wer diesen Bericht erstellt hat, und „Ihre Liste“ ist die Schlüsselliste unter „{}“.</translation>
    </message>
    <message>
        <source>Whose key it is, no document can say: trust is by the list of keys below.</source>
        <translation>Wem ein Schlüssel gehört, kann kein Dokument sagen: Vertraut wird nach der Schlüsselliste unten.</translation>
    </message>
    <message>
        <source>When this report was made, the file had changed on disk.</source>
        <translation>Als dieser Bericht erstellt wurde, hatte sich die Datei auf der Platte geändert.</translation>
    </message>
    <message>
        <source>When this report was made, the file was no longer there.</source>
        <translation>Als dieser Bericht erstellt wurde, war die Datei nicht mehr da.</translation>
    </message>
    <message>
        <source>When this report was made, the file could not be looked at: it is not known whether it had changed.</source>
        <translation>Als dieser Bericht erstellt wurde, ließ sich die Datei nicht einsehen: Ob sie sich geändert hatte, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>What the report says, the verdict too, is of what was read before.</source>
        <translation>Was der Bericht sagt, auch das Urteil, gilt für das vorher Gelesene.</translation>
    </message>
    <message>
        <source>report or notes of this program</source>
        <translation>Bericht oder Notizen dieses Programms</translation>
    </message>
    <message>
        <source>part of a document</source>
        <translation>Teil eines Dokuments</translation>
    </message>
    <message>
        <source>private key</source>
        <translation>privater Schlüssel</translation>
    </message>
    <message>
        <source>of an unknown type</source>
        <translation>von unbekannter Art</translation>
    </message>
    <message>
        <source>Keys are read from a file, and never fetched: save what lies at {}, and give the file</source>
        <translation>Schlüssel werden aus einer Datei gelesen und nie abgerufen: Speichern Sie, was unter {} liegt, und geben Sie die Datei an</translation>
    </message>
    <message>
        <source>The source holds more than {} documents, which is the limit</source>
        <translation>Die Quelle enthält mehr als {} Dokumente; das ist die Grenze</translation>
    </message>
    <message>
        <source>{} holds no file but what macOS or Windows put into it.</source>
        <translation>{} enthält keine Datei außer dem, was macOS oder Windows hineingelegt hat.</translation>
    </message>
    <message>
        <source>{} has changed while it was read.</source>
        <translation>{} hat sich beim Lesen geändert.</translation>
    </message>
    <message>
        <source>{} holds {} ({}); name one, as in {}.</source>
        <translation>{} enthält {} ({}); nennen Sie eine davon, etwa {}.</translation>
    </message>
    <message>
        <source>{} needs more memory to unpack than it may have.</source>
        <translation>{} braucht zum Entpacken mehr Speicher, als es haben darf.</translation>
    </message>
    <message>
        <source>{} ends in the middle: the end of the {} is missing.</source>
        <translation>{} endet mittendrin: Das Ende der Form {} fehlt.</translation>
    </message>
    <message>
        <source>{} is one part of a zip that was split.</source>
        <translation>{} ist ein Teil eines Zip, das geteilt wurde.</translation>
    </message>
    <message>
        <source>Put its parts together first, as with {}, and open what comes out.</source>
        <translation>Fügen Sie zuerst seine Teile zusammen, etwa mit {}, und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>{} is a link that leads to no file.</source>
        <translation>{} ist ein Verweis, der zu keiner Datei führt.</translation>
    </message>
    <message>
        <source>{} is a link that leads round in a ring.</source>
        <translation>{} ist ein Verweis, der im Kreis führt.</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>{} kann nicht gelesen werden: {}.</translation>
    </message>
    <message>
        <source>{} holds more than {} bytes together, which is the limit for one look at all of them.</source>
        <translation>{} enthält zusammen mehr als {} Bytes; das ist die Grenze, wenn alle auf einmal angesehen werden.</translation>
    </message>
    <message>
        <source>{} is a link that leads to no one file in {}.</source>
        <translation>{} ist eine Verknüpfung, die zu keiner bestimmten Datei in {} führt.</translation>
    </message>
    <message>
        <source>Save the document alone, without what may surround it in its file, as {} first.</source>
        <translation>Speichern Sie zuerst das Dokument allein, ohne das, was es in seiner Datei umgibt, als {}.</translation>
    </message>
    <message>
        <source>Nothing here proves itself. Whoever has the document can verify it again. Of a report as HTML or JSON, this compares report, document and results:</source>
        <translation>Nichts hier beweist sich selbst. Wer das Dokument hat, kann es noch einmal prüfen. Von einem Bericht als HTML oder JSON vergleicht dies Bericht, Dokument und Ergebnisse:</translation>
    </message>
    <message>
        <source>Such a report holds a SHA-256 of its own data. It shows a change by accident only: whoever changes the report on purpose can compute it anew. A signature shows more; to make one, and to check it:</source>
        <translation>Ein solcher Bericht enthält eine SHA-256 seiner eigenen Daten. Sie zeigt nur eine versehentliche Änderung: Wer den Bericht mit Absicht ändert, kann sie neu errechnen. Mehr zeigt eine Signatur; so entsteht sie, und so wird sie geprüft:</translation>
    </message>
    <message>
        <source>A link, a page or another program names this address</source>
        <translation>Ein Link, eine Seite oder ein anderes Programm nennt diese Adresse</translation>
    </message>
    <message>
        <source>not read, by a fault of this program</source>
        <translation>nicht gelesen, durch einen Fehler dieses Programms</translation>
    </message>
    <message>
        <source>{} of the name {}</source>
        <translation>{} mit dem Namen {}</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>archive ({})</source>
        <translation>Archiv ({})</translation>
    </message>
    <message>
        <source>{} in {}</source>
        <translation>{} in {}</translation>
    </message>
    <message>
        <source>{} begins as JSON and ends as a zip: which of them is meant cannot be told.</source>
        <translation>{} beginnt als JSON und endet als ZIP: Was davon gemeint ist, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>{} is an archive inside an archive inside an archive, and is not opened.</source>
        <translation>{} ist ein Archiv in einem Archiv in einem Archiv und wird nicht geöffnet.</translation>
    </message>
    <message>
        <source>{} is damaged: a name in it has an absurd length.</source>
        <translation>{} ist beschädigt: ein Name darin ist unsinnig lang.</translation>
    </message>
    <message>
        <source>The proxy {} does not answer in time.</source>
        <translation>Der Proxy {} antwortet nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The proxy {} is not found: {} names it.</source>
        <translation>Der Proxy {} wird nicht gefunden: {} nennt ihn.</translation>
    </message>
    <message>
        <source>The proxy {} refuses the connection.</source>
        <translation>Der Proxy {} lehnt die Verbindung ab.</translation>
    </message>
    <message>
        <source>The connection to the proxy {} breaks off.</source>
        <translation>Die Verbindung zum Proxy {} bricht ab.</translation>
    </message>
    <message>
        <source>The proxy {} cannot be reached.</source>
        <translation>Der Proxy {} ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>What is at {} gives no answer that a proxy gives.</source>
        <translation>Was unter {} antwortet, antwortet nicht wie ein Proxy.</translation>
    </message>
    <message>
        <source>The certificate of {} is not vouched for by anybody this system trusts: {}.</source>
        <translation>Für das Zertifikat von {} bürgt niemand, dem dieses System vertraut: {}.</translation>
    </message>
    <message>
        <source>The certificate that comes for {} by way of the proxy {} is not vouched for by anybody this system trusts: the proxy may have put its own in its place.</source>
        <translation>Für das Zertifikat, das für {} über den Proxy {} kommt, bürgt niemand, dem dieses System vertraut: Der Proxy hat vielleicht sein eigenes an die Stelle gesetzt.</translation>
    </message>
    <message>
        <source>{} is for other programs, and this one reads SSL_CERT_FILE</source>
        <translation>{} gilt für andere Programme, dieses liest SSL_CERT_FILE</translation>
    </message>
    <message>
        <source>SSL_CERT_FILE names {}, which is no file</source>
        <translation>SSL_CERT_FILE nennt {}, und das ist keine Datei</translation>
    </message>
    <message>
        <source>SSL_CERT_FILE names {}, in which no certificate can be read</source>
        <translation>SSL_CERT_FILE nennt {}, worin kein Zertifikat zu lesen ist</translation>
    </message>
    <message>
        <source>SSL_CERT_DIR names {}, in which no certificate is found</source>
        <translation>SSL_CERT_DIR nennt {}, worin kein Zertifikat zu finden ist</translation>
    </message>
    <message>
        <source>The proxy setting of this system</source>
        <translation>Die Proxy-Einstellung dieses Systems</translation>
    </message>
    <message>
        <source>{} names a SOCKS proxy, which this program does not use: set HTTPS_PROXY to an HTTP proxy, such as http://proxy.example:3128.</source>
        <translation>{} nennt einen SOCKS-Proxy, den dieses Programm nicht benutzt: Setzen Sie HTTPS_PROXY auf einen HTTP-Proxy, etwa http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>{} names a script that chooses a proxy (PAC), which this program does not run: set HTTPS_PROXY to the proxy itself, such as http://proxy.example:3128, or NO_PROXY to * to go without one.</source>
        <translation>{} nennt ein Skript, das einen Proxy wählt (PAC); dieses Programm führt es nicht aus: Setzen Sie HTTPS_PROXY auf den Proxy selbst, etwa http://proxy.example:3128, oder NO_PROXY auf *, um ohne auszukommen.</translation>
    </message>
    <message>
        <source>{} names a proxy that is itself reached over https, which this program does not do: set HTTPS_PROXY to its http address, such as http://proxy.example:3128.</source>
        <translation>{} nennt einen Proxy, der selbst über https zu erreichen ist; das kann dieses Programm nicht: Setzen Sie HTTPS_PROXY auf seine http-Adresse, etwa http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>{} holds no address of a proxy, such as http://proxy.example:3128.</source>
        <translation>{} enthält keine Adresse eines Proxys, etwa http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>{} is not read: something stands behind its end.</source>
        <translation>{} wird nicht gelesen: hinter dem Ende steht noch etwas.</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>JSON text sequence</source>
        <translation>JSON-Textfolge</translation>
    </message>
    <message>
        <source>JSON values</source>
        <translation>JSON-Werte</translation>
    </message>
    <message>
        <source>JSON array</source>
        <translation>JSON-Array</translation>
    </message>
    <message>
        <source>JSON object</source>
        <translation>JSON-Objekt</translation>
    </message>
    <message>
        <source>It holds no list of documents.</source>
        <translation>Sie enthält keine Liste von Dokumenten.</translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message>
        <source>It holds {}.</source>
        <translation>Sie enthält {}.</translation>
    </message>
    <message>
        <source>{} holds {}; name one by its number, as in {}.</source>
        <translation>{} enthält {}; nennen Sie eines mit seiner Nummer, etwa {}.</translation>
    </message>
    <message numerus="yes">
        <source>%n documents, a line each</source>
        <translation>
            <numerusform>%n Dokument, eines je Zeile</numerusform>
            <numerusform>%n Dokumente, eines je Zeile</numerusform>
        </translation>
    </message>
    <message>
        <source>{} has no document {}. {}</source>
        <translation>{} hat kein Dokument {}. {}</translation>
    </message>
    <message>
        <source>The proxy {} allows no connection to {} (HTTP status 403).</source>
        <translation>Der Proxy {} erlaubt keine Verbindung zu {} (HTTP-Status 403).</translation>
    </message>
    <message>
        <source>The proxy {} makes no connection to {} (HTTP status {}).</source>
        <translation>Der Proxy {} stellt keine Verbindung zu {} her (HTTP-Status {}).</translation>
    </message>
    <message>
        <source>The proxy {} wants a user name and a password (HTTP status 407): write them into HTTPS_PROXY, as in http://name:password@proxy.example:3128.</source>
        <translation>Der Proxy {} verlangt Benutzername und Passwort (HTTP-Status 407): Schreiben Sie beides in HTTPS_PROXY, wie in http://name:passwort@proxy.example:3128.</translation>
    </message>
    <message>
        <source>The proxy {} does not take the user name and the password that it was given (HTTP status 407).</source>
        <translation>Der Proxy {} nimmt Benutzername und Passwort nicht an, die er bekam (HTTP-Status 407).</translation>
    </message>
    <message>
        <source>The proxy {} wants a login of a kind that this program does not have (HTTP status 407{}): ask for a proxy that takes a user name and a password, or run one on this computer that logs in for you.</source>
        <translation>Der Proxy {} verlangt eine Anmeldung einer Art, die dieses Programm nicht hat (HTTP-Status 407{}): Fragen Sie nach einem Proxy mit Benutzername und Passwort, oder lassen Sie auf diesem Rechner einen laufen, der die Anmeldung übernimmt.</translation>
    </message>
    <message>
        <source>{} in {} is encrypted: unpack it with its password, then open what comes out.</source>
        <translation>{} in {} ist verschlüsselt: Entpacken Sie die Datei mit ihrem Passwort und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>The line gives the hash that is signed.</source>
        <translation>Die Zeile gibt den Hash, der signiert ist.</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>Angegeben</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>From the record</source>
        <translation>Aus dem Datensatz</translation>
    </message>
    <message>
        <source>Of the key that signed</source>
        <translation>Vom Schlüssel der Signatur</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>From the events</source>
        <translation>Aus den Ereignissen</translation>
    </message>
    <message>
        <source>In the state</source>
        <translation>Im Zustand</translation>
    </message>
    <message>
        <source>By the format</source>
        <translation>Nach dem Format</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>In the record</source>
        <translation>Im Datensatz</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Daneben</translation>
    </message>
    <message>
        <source>From its hash</source>
        <translation>Aus seinem Hash</translation>
    </message>
    <message>
        <source>Of the document</source>
        <translation>Vom Dokument</translation>
    </message>
    <message>
        <source>Of the event</source>
        <translation>Vom Ereignis</translation>
    </message>
    <message>
        <source>Named</source>
        <translation>Genannt</translation>
    </message>
    <message>
        <source>In the snapshot</source>
        <translation>In der Momentaufnahme</translation>
    </message>
    <message>
        <source>Of an empty section</source>
        <translation>Eines leeren Abschnitts</translation>
    </message>
    <message>
        <source>Hashed</source>
        <translation>Gehasht</translation>
    </message>
    <message>
        <source>Excerpt</source>
        <translation>Auszug</translation>
    </message>
    <message>
        <source>In base64</source>
        <translation>In Base64</translation>
    </message>
    <message>
        <source>In hex</source>
        <translation>In Hex</translation>
    </message>
    <message>
        <source>In your list</source>
        <translation>In Ihrer Liste</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signiert</translation>
    </message>
    <message>
        <source>From the bundle</source>
        <translation>Aus dem Bündel</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>Die Adresse</translation>
    </message>
    <message>
        <source>Found here</source>
        <translation>Hier gefunden</translation>
    </message>
    <message>
        <source>The address has a blank, a back slash or a character that cannot be seen in it</source>
        <translation>In der Adresse steht ein Leerzeichen, ein umgekehrter Schrägstrich oder ein Zeichen, das nicht zu sehen ist</translation>
    </message>
    <message>
        <source>Two events state this id: event {} is the first that does</source>
        <translation>Zwei Ereignisse geben diese Kennung an: Ereignis {} als erstes</translation>
    </message>
    <message>
        <source>The type {} is written like {}, but is not it</source>
        <translation>Der Typ {} schreibt sich wie {}, ist es aber nicht</translation>
    </message>
    <message>
        <source>The type {} looks like {}, and is not it</source>
        <translation>Der Typ {} sieht aus wie {}, ist es aber nicht</translation>
    </message>
    <message>
        <source>It names no event</source>
        <translation>Es nennt kein Ereignis</translation>
    </message>
    <message>
        <source>The event names itself</source>
        <translation>Das Ereignis nennt sich selbst</translation>
    </message>
    <message>
        <source>It names event {}, which comes later in this document</source>
        <translation>Es nennt Ereignis {}, das in diesem Dokument später kommt</translation>
    </message>
    <message>
        <source>It names an event that is not in this document</source>
        <translation>Es nennt ein Ereignis, das nicht in diesem Dokument steht</translation>
    </message>
    <message>
        <source>Event {} names the same prev_event: the history forks</source>
        <translation>Ereignis {} nennt dasselbe prev_event: Die Geschichte gabelt sich</translation>
    </message>
    <message>
        <source>The flag does not agree with what was found</source>
        <translation>Die Angabe stimmt nicht mit dem Befund überein</translation>
    </message>
    <message>
        <source>The command {} prints its public key in PEM</source>
        <translation>Der Befehl {} gibt seinen öffentlichen Schlüssel in PEM aus</translation>
    </message>
    <message>
        <source>The command {} prints it in the form that can be read</source>
        <translation>Der Befehl {} gibt ihn in der Form aus, die gelesen werden kann</translation>
    </message>
    <message>
        <source>how payload_sha256 is made is not known, and the same key signs other hashes: a signature over it does not say what the event says</source>
        <translation>wie payload_sha256 gemacht wird, ist nicht bekannt, und derselbe Schlüssel signiert andere Hashes: Eine Signatur darüber sagt nicht, was das Ereignis sagt</translation>
    </message>
    <message>
        <source>The findings are not what their hash says</source>
        <translation>Die Befunde sind nicht, was ihr Hash sagt</translation>
    </message>
    <message>
        <source>the summary does not count the findings of {}</source>
        <translation>die Übersicht zählt die Befunde von {} nicht</translation>
    </message>
    <message>
        <source>a finding is of a severity that is not known</source>
        <translation>ein Befund hat eine Schwere, die nicht bekannt ist</translation>
    </message>
    <message>
        <source>{} is not the number of the findings that it counts</source>
        <translation>{} ist nicht die Anzahl der Befunde, die es zählt</translation>
    </message>
    <message>
        <source>The report says that it is not clean, and has no finding</source>
        <translation>Der Bericht sagt, er sei nicht sauber, und hat keinen Befund</translation>
    </message>
    <message>
        <source>The report says that it is clean, and has a critical finding</source>
        <translation>Der Bericht sagt, er sei sauber, und hat einen kritischen Befund</translation>
    </message>
    <message>
        <source>no report that calls itself clean has been seen</source>
        <translation>ein Bericht, der sich sauber nennt, wurde noch nie gesehen</translation>
    </message>
    <message>
        <source>no signature over what the event says was shown to hold</source>
        <translation>keine Signatur über das, was das Ereignis sagt, hat sich als gültig erwiesen</translation>
    </message>
    <message>
        <source>The key cannot be read</source>
        <translation>Der Schlüssel ist nicht zu lesen</translation>
    </message>
    <message>
        <source>an X.509 certificate in PEM</source>
        <translation>ein X.509-Zertifikat in PEM</translation>
    </message>
    <message>
        <source>a request for a certificate in PEM</source>
        <translation>ein Antrag auf ein Zertifikat in PEM</translation>
    </message>
    <message>
        <source>a PGP public key</source>
        <translation>ein öffentlicher PGP-Schlüssel</translation>
    </message>
    <message>
        <source>a PGP private key</source>
        <translation>ein privater PGP-Schlüssel</translation>
    </message>
    <message>
        <source>a PGP signature</source>
        <translation>eine PGP-Signatur</translation>
    </message>
    <message>
        <source>an OpenSSH signature</source>
        <translation>eine OpenSSH-Signatur</translation>
    </message>
    <message>
        <source>an OpenSSH private key</source>
        <translation>ein privater OpenSSH-Schlüssel</translation>
    </message>
    <message>
        <source>a private key in PEM (PKCS#8)</source>
        <translation>ein privater Schlüssel in PEM (PKCS#8)</translation>
    </message>
    <message>
        <source>an encrypted private key in PEM (PKCS#8)</source>
        <translation>ein verschlüsselter privater Schlüssel in PEM (PKCS#8)</translation>
    </message>
    <message>
        <source>a PuTTY private key</source>
        <translation>ein privater PuTTY-Schlüssel</translation>
    </message>
    <message>
        <source>an age public key, which encrypts and never signs</source>
        <translation>ein öffentlicher age-Schlüssel, der verschlüsselt und nie signiert</translation>
    </message>
    <message>
        <source>the fingerprint of an SSH key</source>
        <translation>der Fingerabdruck eines SSH-Schlüssels</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>a private key in DER</source>
        <translation>ein privater Schlüssel in DER</translation>
    </message>
    <message>
        <source>a fingerprint: a key is compared with it, and cannot be made of it</source>
        <translation>ein Fingerabdruck: Mit ihm wird ein Schlüssel verglichen, und aus ihm lässt sich keiner machen</translation>
    </message>
    <message>
        <source>32 raw bytes, and nobody can say whether they are a public or a private key</source>
        <translation>32 rohe Bytes, und niemand kann sagen, ob sie ein öffentlicher oder ein privater Schlüssel sind</translation>
    </message>
    <message>
        <source>a file without text</source>
        <translation>eine Datei ohne Text</translation>
    </message>
    <message>
        <source>64 bytes, which may be a signature or the two halves of a private key</source>
        <translation>64 Bytes, die eine Signatur sein können oder die beiden Hälften eines privaten Schlüssels</translation>
    </message>
    <message>
        <source>the fingerprint of a key, without the key</source>
        <translation>der Fingerabdruck eines Schlüssels, ohne den Schlüssel</translation>
    </message>
    <message>
        <source>a Pith {} that holds no public key</source>
        <translation>ein Pith-Dokument ({}), das keinen öffentlichen Schlüssel enthält</translation>
    </message>
    <message>
        <source>a private JSON Web Key (JWK)</source>
        <translation>ein privater JSON Web Key (JWK)</translation>
    </message>
    <message>
        <source>a private key in PEM ({})</source>
        <translation>ein privater Schlüssel in PEM ({})</translation>
    </message>
    <message>
        <source>an age private key</source>
        <translation>ein privater age-Schlüssel</translation>
    </message>
    <message>
        <source>a PEM file ({})</source>
        <translation>eine PEM-Datei ({})</translation>
    </message>
    <message>
        <source>an OpenSSH certificate</source>
        <translation>ein OpenSSH-Zertifikat</translation>
    </message>
    <message>
        <source>several keys, which go into several files, or into public_keys in JSON</source>
        <translation>mehrere Schlüssel; die gehören in mehrere Dateien oder in public_keys in JSON</translation>
    </message>
    <message>
        <source>several fingerprints, or a key whose digits must stand in one line</source>
        <translation>mehrere Fingerabdrücke, oder ein Schlüssel, dessen Ziffern in einer Zeile stehen müssen</translation>
    </message>
    <message>
        <source>hex or base64 of {} bytes</source>
        <translation>Hex oder Base64 von {} Bytes</translation>
    </message>
    <message>
        <source>base64 without the = at its end, or in the letters of addresses</source>
        <translation>Base64 ohne das = am Ende, oder in den Buchstaben von Adressen</translation>
    </message>
    <message>
        <source>The key is not 32 bytes in base64 or lower-case hex</source>
        <translation>Der Schlüssel ist nicht 32 Bytes in Base64 oder kleingeschriebenem Hex</translation>
    </message>
    <message>
        <source>This key has the id of a key that you trust, {}, but other bytes</source>
        <translation>Dieser Schlüssel hat die Kennung eines Schlüssels, dem Sie vertrauen, {}, aber andere Bytes</translation>
    </message>
    <message>
        <source>The id of this key, {}, looks like that of a trusted key, {}, and is not it</source>
        <translation>Die Kennung dieses Schlüssels, {}, sieht aus wie die eines vertrauten Schlüssels, {}, und ist es nicht</translation>
    </message>
    <message>
        <source>You trust this key as {}; the document calls it {}</source>
        <translation>Sie vertrauen diesem Schlüssel als {}; das Dokument nennt ihn {}</translation>
    </message>
    <message>
        <source>The signature names a key that you distrust</source>
        <translation>Die Signatur nennt einen Schlüssel, dem Sie misstrauen</translation>
    </message>
    <message>
        <source>the key&apos;s entry has a member that is not known, {}</source>
        <translation>der Eintrag des Schlüssels hat ein Feld, das nicht bekannt ist, {}</translation>
    </message>
    <message>
        <source>nothing says when this key ends</source>
        <translation>nichts sagt, wann dieser Schlüssel endet</translation>
    </message>
    <message>
        <source>the key has signed nothing here</source>
        <translation>der Schlüssel hat hier nichts signiert</translation>
    </message>
    <message>
        <source>A date of what this key signed lies after the key rotated</source>
        <translation>Ein Datum von etwas, das dieser Schlüssel signiert hat, liegt nach seinem Wechsel</translation>
    </message>
    <message>
        <source>what a state keeps of {}</source>
        <translation>was ein Zustand von {} behält</translation>
    </message>
    <message>
        <source>OpenSSL (version 3 or later) may print {} all the same: it takes a few weak keys and signatures (those with a point of small order) that are refused here. With such a key anybody can sign.</source>
        <translation>OpenSSL (ab Version 3) kann trotzdem {} ausgeben: Es nimmt einige wenige schwache Schlüssel und Signaturen (mit einem Punkt kleiner Ordnung) an, die hier abgelehnt werden. Mit einem solchen Schlüssel kann jeder signieren.</translation>
    </message>
    <message>
        <source>OpenSSL (version 3 or later) prints {}. It sees only whether this key signed this hash; whose key it is, it cannot know.</source>
        <translation>OpenSSL (ab Version 3) gibt {} aus. Es sieht nur, ob dieser Schlüssel diesen Hash signiert hat; wem der Schlüssel gehört, kann es nicht wissen.</translation>
    </message>
    <message>
        <source>{} in place of {}, and the content_sha256 that its id names,</source>
        <translation>{} anstelle von {}, samt dem content_sha256, das seine Kennung nennt,</translation>
    </message>
    <message>
        <source>{} in place of {}</source>
        <translation>{} anstelle von {}</translation>
    </message>
    <message>
        <source>A signature is over the computed hash, and not over the stated one.</source>
        <translation>Eine Signatur gilt dem berechneten Hash, nicht dem angegebenen.</translation>
    </message>
    <message>
        <source>{}; {} the stated hash is met, and a key that you trust signed that.</source>
        <translation>{}; {} passt der angegebene Hash, und das hat ein Schlüssel signiert, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>{}; {} the stated hash is met.</source>
        <translation>{}; {} passt der angegebene Hash.</translation>
    </message>
    <message>
        <source>{}; {} the stated hash is not met either.</source>
        <translation>{}; auch {} passt der angegebene Hash nicht.</translation>
    </message>
    <message>
        <source>{} and {} differ in {}: {} and {}; each of the two meets a hash that is stated.</source>
        <translation>{} und {} unterscheiden sich in {}: {} und {}; zu jedem der beiden passt ein angegebener Hash.</translation>
    </message>
    <message>
        <source>{} still holds no {}</source>
        <translation>{}: dort steht weiterhin kein {}</translation>
    </message>
    <message>
        <source>{} holds no {}</source>
        <translation>{}: dort steht kein {}</translation>
    </message>
    <message>
        <source>without it</source>
        <translation>ohne dies</translation>
    </message>
    <message>
        <source>{} still holds {}, {}, which is missing here</source>
        <translation>{}: dort steht weiterhin {}, {}, das hier fehlt</translation>
    </message>
    <message>
        <source>{} holds {}, {}, which is missing here</source>
        <translation>{}: dort steht {}, {}, das hier fehlt</translation>
    </message>
    <message>
        <source>with it in place</source>
        <translation>mit diesem Wert an dieser Stelle</translation>
    </message>
    <message>
        <source>{} still holds another value of {}, {}</source>
        <translation>{}: dort steht weiterhin ein anderer Wert von {}, {}</translation>
    </message>
    <message>
        <source>{} holds another value of {}, {}</source>
        <translation>{}: dort steht ein anderer Wert von {}, {}</translation>
    </message>
    <message>
        <source>with it in place of {}</source>
        <translation>damit anstelle von {}</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>The copies differ in {}, first in {}: {} holds {} instead of {}</source>
        <translation>Die Kopien unterscheiden sich an {}, zuerst in {}: {}: dort steht {} statt {}</translation>
    </message>
    <message>
        <source>the other values in place</source>
        <translation>den anderen Werten an ihrer Stelle</translation>
    </message>
    <message>
        <source>with {}</source>
        <translation>mit {}</translation>
    </message>
    <message>
        <source>the mirror names no address of a document</source>
        <translation>der Spiegel nennt keine Adresse eines Dokuments</translation>
    </message>
    <message>
        <source>the Pith Number cannot be read</source>
        <translation>die Pith Number ist nicht zu lesen</translation>
    </message>
    <message>
        <source>The address leads to {}, not to this Pith Number</source>
        <translation>Die Adresse führt zu {}, nicht zu dieser Pith Number</translation>
    </message>
    <message>
        <source>the address names no record</source>
        <translation>die Adresse nennt keinen Datensatz</translation>
    </message>
    <message>
        <source>The record is not what its hash says</source>
        <translation>Der Datensatz ist nicht, was sein Hash sagt</translation>
    </message>
    <message>
        <source>Not made: {}.</source>
        <translation>Nicht geprüft: {}.</translation>
    </message>
    <message>
        <source>Not reached: {}.</source>
        <translation>Nicht erreicht: {}.</translation>
    </message>
    <message>
        <source>Not known: {}.</source>
        <translation>Nicht bekannt: {}.</translation>
    </message>
    <message>
        <source>{}: computed {}, stated {}</source>
        <translation>{}: berechnet {}, angegeben {}</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>eine Zeichenkette</translation>
    </message>
    <message>
        <source>an integer</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>{} is not the known {}, so its rules may differ</source>
        <translation>{} ist nicht das bekannte {}, darum können andere Regeln gelten</translation>
    </message>
    <message>
        <source>versions of this type are not known</source>
        <translation>Versionen dieses Typs sind nicht bekannt</translation>
    </message>
    <message>
        <source>the hash before it did not hold</source>
        <translation>der Hash davor gilt nicht</translation>
    </message>
    <message>
        <source>no key with the stated fingerprint is at hand</source>
        <translation>kein Schlüssel mit dem angegebenen Fingerabdruck ist zur Hand</translation>
    </message>
    <message>
        <source>no key {} is at hand</source>
        <translation>kein Schlüssel {} ist zur Hand</translation>
    </message>
    <message>
        <source>the signature&apos;s {} is not the known {}</source>
        <translation>das Feld {} der Signatur ist nicht das bekannte {}</translation>
    </message>
    <message>
        <source>the key that is named is not at hand</source>
        <translation>der Schlüssel, der genannt ist, ist nicht zur Hand</translation>
    </message>
    <message>
        <source>The key&apos;s id is one that you trust, but the fingerprint is another key&apos;s</source>
        <translation>Die Kennung des Schlüssels ist eine, der Sie vertrauen, aber der Fingerabdruck ist der eines anderen</translation>
    </message>
    <message>
        <source>The key_id is not that of the key with this fingerprint</source>
        <translation>Die key_id ist nicht die des Schlüssels mit diesem Fingerabdruck</translation>
    </message>
    <message>
        <source>The list of keys cannot be read: {}</source>
        <translation>Die Liste der Schlüssel ist nicht zu lesen: {}</translation>
    </message>
    <message>
        <source>The list of keys cannot be read: {} is a link that leads nowhere</source>
        <translation>Die Liste der Schlüssel kann nicht gelesen werden: {} ist ein Verweis, der ins Leere führt</translation>
    </message>
    <message>
        <source>The list of keys cannot be written: {}</source>
        <translation>Die Liste der Schlüssel ist nicht zu schreiben: {}</translation>
    </message>
    <message>
        <source>The list of keys is damaged: an entry is no key</source>
        <translation>Die Liste der Schlüssel ist beschädigt: ein Eintrag ist kein Schlüssel</translation>
    </message>
    <message>
        <source>The list of keys is damaged: it does not name its schema</source>
        <translation>Die Liste der Schlüssel ist beschädigt: sie nennt ihr Schema nicht</translation>
    </message>
    <message>
        <source>The list of keys is damaged: it has over {} bytes</source>
        <translation>Die Liste der Schlüssel ist beschädigt: sie hat über {} Bytes</translation>
    </message>
    <message>
        <source>The list of keys is damaged: it holds no list</source>
        <translation>Die Liste der Schlüssel ist beschädigt: sie enthält keine Liste</translation>
    </message>
    <message>
        <source>The list of keys is damaged: rotates_at is no text</source>
        <translation>Die Liste der Schlüssel ist beschädigt: rotates_at ist kein Text</translation>
    </message>
    <message>
        <source>The list of keys is damaged: {}</source>
        <translation>Die Liste der Schlüssel ist beschädigt: {}</translation>
    </message>
    <message>
        <source>The list of keys is damaged: {} is no list of names</source>
        <translation>Die Liste der Schlüssel ist beschädigt: {} ist keine Liste von Namen</translation>
    </message>
    <message>
        <source>The list of keys is locked by another program</source>
        <translation>Die Liste der Schlüssel ist von einem anderen Programm gesperrt</translation>
    </message>
    <message>
        <source>The address is no text</source>
        <translation>Die Adresse ist kein Text</translation>
    </message>
    <message>
        <source>The address has more than {} characters</source>
        <translation>Die Adresse hat mehr als {} Zeichen</translation>
    </message>
    <message>
        <source>The address cannot be read</source>
        <translation>Die Adresse ist nicht zu lesen</translation>
    </message>
    <message>
        <source>The address has no host</source>
        <translation>Die Adresse hat keinen Host</translation>
    </message>
    <message>
        <source>The address names a user before its host</source>
        <translation>Die Adresse nennt vor dem Host einen Benutzer</translation>
    </message>
    <message>
        <source>The path of the address has dot segments or back slashes</source>
        <translation>Der Pfad der Adresse hat Punkt-Segmente oder umgekehrte Schrägstriche</translation>
    </message>
    <message>
        <source>The Pith Number does not end in the tail of the canonical record&apos;s hash</source>
        <translation>Die Pith Number endet nicht mit dem Ende, das der Hash des kanonischen Datensatzes ergibt</translation>
    </message>
    <message>
        <source>{} is no id that arXiv gives</source>
        <translation>{} ist keine Kennung, die arXiv vergibt</translation>
    </message>
    <message>
        <source>{} is missing</source>
        <translation>{} fehlt</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>{} more members are not known</source>
        <translation>{} weitere Felder sind nicht bekannt</translation>
    </message>
    <message>
        <source>the document breaks its shape in {} or more places</source>
        <translation>das Dokument verletzt seine Form an {} oder mehr Stellen</translation>
    </message>
    <message>
        <source>The document names two types: {} and {}</source>
        <translation>Das Dokument nennt zwei Typen: {} und {}</translation>
    </message>
    <message>
        <source>the format has no rule for timestamp proofs</source>
        <translation>das Format hat keine Regel für Zeitstempel-Beweise</translation>
    </message>
    <message>
        <source>The member {} is missing</source>
        <translation>Das Feld {} fehlt</translation>
    </message>
    <message>
        <source>The section is empty, and this is not the hash of an empty section</source>
        <translation>Der Abschnitt ist leer, und dies ist nicht der Hash eines leeren Abschnitts</translation>
    </message>
    <message>
        <source>The short number is not the beginning of the Pith Number</source>
        <translation>Die kurze Nummer ist nicht der Anfang der Pith Number</translation>
    </message>
    <message>
        <source>The signature is not 64 bytes in base64</source>
        <translation>Die Signatur ist nicht 64 Bytes in Base64</translation>
    </message>
    <message>
        <source>The signature is not valid for payload_sha256 and the key it names</source>
        <translation>Die Signatur ist ungültig für payload_sha256 und den Schlüssel, den sie nennt</translation>
    </message>
    <message>
        <source>the format has no rule for what this payload says</source>
        <translation>das Format hat keine Regel für das, was dieser Inhalt sagt</translation>
    </message>
    <message>
        <source>{} is not {} but {}</source>
        <translation>{} ist nicht {}, sondern {}</translation>
    </message>
    <message>
        <source>the format does not name the member {}</source>
        <translation>das Format nennt das Feld {} nicht</translation>
    </message>
    <message>
        <source>a string or null</source>
        <translation>eine Zeichenkette oder null</translation>
    </message>
    <message>
        <source>any value</source>
        <translation>irgendein Wert</translation>
    </message>
    <message>
        <source>there is no {} signature</source>
        <translation>es gibt keine Signatur der Art {}</translation>
    </message>
    <message>
        <source>The signature is not valid for this hash and the key it names</source>
        <translation>Die Signatur ist ungültig für diesen Hash und den Schlüssel, den sie nennt</translation>
    </message>
    <message>
        <source>The source is not that of the canonical record</source>
        <translation>Die Quelle ist nicht die des kanonischen Datensatzes</translation>
    </message>
    <message>
        <source>The state&apos;s record is not the one that its record_created entry holds</source>
        <translation>Der Datensatz des Zustands ist nicht der, den sein Eintrag record_created enthält</translation>
    </message>
    <message>
        <source>The stated fingerprint is not that of the key</source>
        <translation>Der angegebene Fingerabdruck ist nicht der des Schlüssels</translation>
    </message>
    <message>
        <source>The title is not the one hashed</source>
        <translation>Der Titel ist nicht der gehashte</translation>
    </message>
    <message>
        <source>The two spellings of the key are not the same bytes</source>
        <translation>Die beiden Schreibweisen des Schlüssels sind nicht dieselben Bytes</translation>
    </message>
    <message>
        <source>The work was stopped</source>
        <translation>Die Arbeit wurde abgebrochen</translation>
    </message>
    <message>
        <source>This is JSON, but a Pith document is an object</source>
        <translation>Das ist JSON, aber ein Pith-Dokument ist ein Objekt</translation>
    </message>
    <message>
        <source>This is JSON, but no member says that it is a Pith document (bundle_type, state_type, record_type and the like are missing or unknown)</source>
        <translation>Das ist JSON, aber kein Feld sagt, dass es ein Pith-Dokument ist (bundle_type, state_type, record_type und dergleichen fehlen oder sind unbekannt)</translation>
    </message>
    <message>
        <source>This is the inspected file; it is never written</source>
        <translation>Das ist die untersuchte Datei; sie wird nie geschrieben</translation>
    </message>
    <message>
        <source>This key is not in your list</source>
        <translation>Dieser Schlüssel steht nicht in Ihrer Liste</translation>
    </message>
    <message>
        <source>This key is refused: it belongs to nobody, and anybody can sign with it</source>
        <translation>Dieser Schlüssel wird abgelehnt: Er gehört niemandem, und jeder kann mit ihm signieren</translation>
    </message>
    <message>
        <source>This run trusts the keys that were given to it, and no list</source>
        <translation>Dieser Lauf vertraut den Schlüsseln, die ihm gegeben wurden, und keiner Liste</translation>
    </message>
    <message>
        <source>This tab is from the last time the window was open</source>
        <translation>Dieser Tab ist vom letzten Mal, als das Fenster offen war</translation>
    </message>
    <message>
        <source>Two keys of the document have this id</source>
        <translation>Zwei Schlüssel des Dokuments haben diese Kennung</translation>
    </message>
    <message>
        <source>You distrust this key</source>
        <translation>Sie misstrauen diesem Schlüssel</translation>
    </message>
    <message>
        <source>You distrust this key; it has signed nothing here</source>
        <translation>Sie misstrauen diesem Schlüssel; er hat hier nichts signiert</translation>
    </message>
    <message>
        <source>payload_sha256 is not 32 bytes in hex</source>
        <translation>payload_sha256 ist nicht 32 Bytes in Hex</translation>
    </message>
    <message>
        <source>signer and signature name different keys in {}</source>
        <translation>signer und signature nennen verschiedene Schlüssel in {}</translation>
    </message>
    <message>
        <source>{} is not that of the canonical record</source>
        <translation>{} ist nicht wie im kanonischen Datensatz</translation>
    </message>
    <message>
        <source>{} is not the number of what it counts</source>
        <translation>{} ist nicht die Anzahl dessen, was es zählt</translation>
    </message>
    <message>
        <source>{} stands in the document, which JSON does not have</source>
        <translation>{} steht im Dokument, und das hat JSON nicht</translation>
    </message>
    <message>
        <source>Event {}</source>
        <translation>Ereignis {}</translation>
    </message>
    <message>
        <source>The state</source>
        <translation>Der Zustand</translation>
    </message>
    <message>
        <source>The state&apos;s {}</source>
        <translation>Das Feld {} des Zustands</translation>
    </message>
    <message>
        <source>The top of the document</source>
        <translation>Der Kopf des Dokuments</translation>
    </message>
    <message>
        <source>the key could not be read</source>
        <translation>der Schlüssel war nicht zu lesen</translation>
    </message>
    <message>
        <source>a date of what this key signed is missing or cannot be read</source>
        <translation>ein Datum von dem, was dieser Schlüssel signiert hat, fehlt oder ist nicht lesbar</translation>
    </message>
    <message>
        <source>{} or more</source>
        <translation>{} oder mehr</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>item {} of {}</source>
        <translation>Element {} von {}</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>The event rebuilt from this entry does not have this id: the entry, the id or the Pith Number may have been changed, or it named one that is not in this state</source>
        <translation>Das aus diesem Eintrag wiederhergestellte Ereignis hat nicht diese id: Der Eintrag, die id oder die Pith Number wurde vielleicht geändert, oder es nannte eines, das nicht in diesem Zustand steht</translation>
    </message>
    <message>
        <source>the event rebuilt from this entry does not have this id; it may have named one that is not in this state</source>
        <translation>das aus diesem Eintrag wiederhergestellte Ereignis hat nicht diese id; vielleicht nannte es eines, das nicht in diesem Zustand steht</translation>
    </message>
    <message>
        <source>The event names another Pith Number than the document</source>
        <translation>Das Ereignis nennt eine andere Pith Number als das Dokument</translation>
    </message>
    <message>
        <source>The receipt names another hash than that of the record</source>
        <translation>Die Quittung nennt einen anderen Hash als den des Datensatzes</translation>
    </message>
    <message>
        <source>The hash is right but for its capitals: the format has lower-case hex</source>
        <translation>Der Hash stimmt bis auf die Großbuchstaben: Das Format schreibt Hexziffern klein</translation>
    </message>
    <message>
        <source>the excerpt may be only the beginning; give the paper&apos;s text</source>
        <translation>der Auszug ist vielleicht nur der Anfang; geben Sie den Text der Arbeit</translation>
    </message>
    <message>
        <source>{} is no DOI of an arXiv paper, and any other leads to a page of a publisher, not to a Pith document.</source>
        <translation>{} ist keine DOI einer Arbeit von arXiv, und jede andere führt zur Seite eines Verlags, nicht zu einem Pith-Dokument.</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-8 with a byte order mark</source>
        <translation>UTF-8 mit Bytereihenfolge-Marke</translation>
    </message>
    <message>
        <source>UTF-32</source>
        <translation>UTF-32</translation>
    </message>
    <message>
        <source>UTF-16LE with a byte order mark</source>
        <translation>UTF-16LE mit Bytereihenfolge-Marke</translation>
    </message>
    <message>
        <source>UTF-16BE with a byte order mark</source>
        <translation>UTF-16BE mit Bytereihenfolge-Marke</translation>
    </message>
    <message>
        <source>UTF-16LE</source>
        <translation>UTF-16LE</translation>
    </message>
    <message>
        <source>UTF-16BE</source>
        <translation>UTF-16BE</translation>
    </message>
    <message>
        <source>This is UTF-32, which is not read: a Pith document is UTF-8</source>
        <translation>Das ist UTF-32, was nicht gelesen wird: ein Pith-Dokument ist UTF-8</translation>
    </message>
    <message>
        <source>The file is {}, and half of a surrogate pair stands in it</source>
        <translation>Die Datei ist {}, und darin steht ein halbes Surrogatpaar</translation>
    </message>
    <message>
        <source>The file is UTF-8 without a byte order mark.</source>
        <translation>Die Datei ist UTF-8 ohne Bytereihenfolge-Marke.</translation>
    </message>
    <message>
        <source>How the file spells its characters</source>
        <translation>Wie die Datei ihre Zeichen schreibt</translation>
    </message>
    <message>
        <source>As UTF-8</source>
        <translation>Als UTF-8</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>The file is {}; its text was read and checked, and a copy in UTF-8 has other bytes</source>
        <translation>Die Datei ist {}; ihr Text wurde gelesen und geprüft, eine Kopie in UTF-8 hat andere Bytes</translation>
    </message>
    <message>
        <source>You chose this from the list of what the address holds</source>
        <translation>Sie haben das aus der Liste dessen gewählt, was die Adresse enthält</translation>
    </message>
    <message>
        <source>Do not give it to anybody: whoever has it can sign in the name of its owner. Nothing of it is shown here. Ask its owner for a copy with the public key alone.</source>
        <translation>Geben Sie es niemandem: Wer es hat, kann im Namen des Besitzers signieren. Nichts davon wird hier gezeigt. Bitten Sie den Besitzer um eine Kopie, in der nur der öffentliche Schlüssel steht.</translation>
    </message>
    <message>
        <source>This document ({}) holds a private key</source>
        <translation>Dieses Dokument ({}) enthält einen privaten Schlüssel</translation>
    </message>
    <message>
        <source>Open the document itself.</source>
        <translation>Öffnen Sie das Dokument selbst.</translation>
    </message>
    <message>
        <source>a text that PGP has signed</source>
        <translation>ein Text, den PGP signiert hat</translation>
    </message>
    <message>
        <source>Save the document by itself as JSON, without the lines around it, and open that file.</source>
        <translation>Speichern Sie das Dokument für sich als JSON, ohne die Zeilen darum herum, und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>a timestamp proof (OpenTimestamps)</source>
        <translation>ein Zeitstempelbeweis (OpenTimestamps)</translation>
    </message>
    <message>
        <source>data that Ansible has encrypted</source>
        <translation>Daten, die Ansible verschlüsselt hat</translation>
    </message>
    <message>
        <source>a shortcut of Windows, in place of what it leads to</source>
        <translation>eine Verknüpfung von Windows statt dessen, wohin sie führt</translation>
    </message>
    <message>
        <source>Open the file that it leads to.</source>
        <translation>Öffnen Sie die Datei, zu der sie führt.</translation>
    </message>
    <message>
        <source>MessagePack</source>
        <translation>MessagePack</translation>
    </message>
    <message>
        <source>BSON</source>
        <translation>BSON</translation>
    </message>
    <message>
        <source>a sound or a film</source>
        <translation>ein Ton oder ein Film</translation>
    </message>
    <message>
        <source>Open the document that it is about.</source>
        <translation>Öffnen Sie das Dokument, um das es geht.</translation>
    </message>
    <message>
        <source>what verify --json printed</source>
        <translation>eine Ausgabe von verify --json</translation>
    </message>
    <message>
        <source>what diff --json printed</source>
        <translation>eine Ausgabe von diff --json</translation>
    </message>
    <message>
        <source>a saved report on a document</source>
        <translation>ein gespeicherter Bericht über ein Dokument</translation>
    </message>
    <message>
        <source>Open the document that it is about. What the report is worth, verify-report says.</source>
        <translation>Öffnen Sie das Dokument, um das es geht. Was der Bericht wert ist, sagt verify-report.</translation>
    </message>
    <message>
        <source>notes on a document</source>
        <translation>Notizen zu einem Dokument</translation>
    </message>
    <message>
        <source>several JSON texts in a row, the first of which is no Pith document</source>
        <translation>mehrere JSON-Texte hintereinander, von denen der erste kein Pith-Dokument ist</translation>
    </message>
    <message>
        <source>an answer of a server, perhaps an error message</source>
        <translation>eine Antwort eines Servers, vielleicht eine Fehlermeldung</translation>
    </message>
    <message>
        <source>an event</source>
        <translation>ein Ereignis</translation>
    </message>
    <message>
        <source>a payload</source>
        <translation>ein Inhalt</translation>
    </message>
    <message>
        <source>a receipt</source>
        <translation>eine Quittung</translation>
    </message>
    <message>
        <source>a signature</source>
        <translation>eine Signatur</translation>
    </message>
    <message>
        <source>an event of an integrity report</source>
        <translation>ein Ereignis eines Integritätsberichts</translation>
    </message>
    <message>
        <source>a canonical record</source>
        <translation>ein kanonischer Datensatz</translation>
    </message>
    <message>
        <source>an alias</source>
        <translation>ein Alias</translation>
    </message>
    <message>
        <source>Open the whole document that it is from.</source>
        <translation>Öffnen Sie das ganze Dokument, aus dem er stammt.</translation>
    </message>
    <message>
        <source>a part of a Pith document ({})</source>
        <translation>ein Teil eines Pith-Dokuments ({})</translation>
    </message>
    <message>
        <source>a file of PKCS#12, which as a rule holds a private key</source>
        <translation>eine Datei nach PKCS#12, die in der Regel einen privaten Schlüssel enthält</translation>
    </message>
    <message>
        <source>a private key in words</source>
        <translation>ein privater Schlüssel in Worten</translation>
    </message>
    <message>
        <source>a text with a private key in it</source>
        <translation>ein Text mit einem privaten Schlüssel darin</translation>
    </message>
    <message>
        <source>JSON with a private key in it</source>
        <translation>JSON mit einem privaten Schlüssel darin</translation>
    </message>
    <message>
        <source>a seed, of which a private key is made</source>
        <translation>ein Startwert, aus dem ein privater Schlüssel entsteht</translation>
    </message>
    <message>
        <source>a private key as 64 numbers</source>
        <translation>ein privater Schlüssel als 64 Zahlen</translation>
    </message>
    <message>
        <source>The file holds nothing but the byte {}, over and over</source>
        <translation>Die Datei enthält nichts als immer wieder das Byte {}</translation>
    </message>
    <message>
        <source>{}; up to there it is text: this is a damaged copy</source>
        <translation>{}; bis dorthin ist es Text: Dies ist eine beschädigte Kopie</translation>
    </message>
    <message>
        <source>Null bytes stand here in place of a part of the text</source>
        <translation>Hier stehen Nullbytes statt eines Teils des Textes</translation>
    </message>
    <message>
        <source>Get the document again: a part of this copy is missing.</source>
        <translation>Holen Sie das Dokument noch einmal: Ein Teil dieser Kopie fehlt.</translation>
    </message>
    <message>
        <source>A byte order mark stands here, as where files were joined</source>
        <translation>Hier steht eine Bytereihenfolge-Marke wie dort, wo Dateien aneinandergehängt wurden</translation>
    </message>
    <message>
        <source>Save a copy without the mark, and open the copy.</source>
        <translation>Speichern Sie eine Kopie ohne die Marke, und öffnen Sie die Kopie.</translation>
    </message>
    <message>
        <source>A sign is spelled here as in a web page</source>
        <translation>Ein Zeichen ist hier wie in einer Webseite geschrieben</translation>
    </message>
    <message>
        <source>A line is broken here as in a mail (quoted-printable)</source>
        <translation>Eine Zeile ist hier wie in einer E-Mail umgebrochen (quoted-printable)</translation>
    </message>
    <message>
        <source>A control character stands here</source>
        <translation>Hier steht ein Steuerzeichen</translation>
    </message>
    <message>
        <source>A word stands here that JSON does not know</source>
        <translation>Hier steht ein Wort, das JSON nicht kennt</translation>
    </message>
    <message>
        <source>A comma and another value follow the first here, as in a list without its brackets</source>
        <translation>Hier folgen ein Komma und ein weiterer Wert auf den ersten, wie in einer Liste ohne ihre Klammern</translation>
    </message>
    <message>
        <source>A guard against being run as a script stands before this place</source>
        <translation>Vor dieser Stelle steht ein Schutz davor, als Skript ausgeführt zu werden</translation>
    </message>
    <message>
        <source>Get the document again from where it was published.</source>
        <translation>Holen Sie das Dokument noch einmal dort, wo es veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>Open a Pith bundle, state, record, mirror manifest or key.</source>
        <translation>Öffnen Sie ein Bündel, einen Zustand, einen Datensatz, ein Spiegelverzeichnis oder einen Schlüssel von Pith.</translation>
    </message>
    <message>
        <source>Get the document again from where it was published. If it is the same there, this version of the program does not know its type.</source>
        <translation>Besorgen Sie das Dokument noch einmal von dort, wo es veröffentlicht wurde. Ist es dort dasselbe, dann kennt diese Version des Programms seine Art nicht.</translation>
    </message>
    <message>
        <source>A document this large is not opened, for safety.</source>
        <translation>Ein so großes Dokument wird zur Sicherheit nicht geöffnet.</translation>
    </message>
    <message>
        <source>Check the path: the file may have been moved or renamed.</source>
        <translation>Prüfen Sie den Pfad: Die Datei wurde vielleicht verschoben oder umbenannt.</translation>
    </message>
    <message>
        <source>Open one document inside the folder.</source>
        <translation>Öffnen Sie ein einzelnes Dokument aus dem Ordner.</translation>
    </message>
    <message>
        <source>Ask the file&apos;s owner for the right to read it.</source>
        <translation>Bitten Sie den Besitzer der Datei um das Recht, sie zu lesen.</translation>
    </message>
    <message>
        <source>Give a path, an https address, a Pith Number or an arXiv id.</source>
        <translation>Geben Sie einen Pfad, eine https-Adresse, eine Pith Number oder eine arXiv-Kennung an.</translation>
    </message>
    <message>
        <source>Only https addresses without a password in them are fetched.</source>
        <translation>Nur https-Adressen ohne ein Passwort darin werden geholt.</translation>
    </message>
    <message>
        <source>Check the address: it may be mistyped, or a part of it is missing.</source>
        <translation>Prüfen Sie die Adresse: Vielleicht ist sie vertippt, oder ein Teil fehlt.</translation>
    </message>
    <message>
        <source>Give the path of a file on this computer.</source>
        <translation>Geben Sie den Pfad einer Datei auf diesem Computer an.</translation>
    </message>
    <message>
        <source>Start the program without --offline to fetch it.</source>
        <translation>Starten Sie das Programm ohne --offline, um es zu holen.</translation>
    </message>
    <message>
        <source>Check the connection and the address, then try again.</source>
        <translation>Prüfen Sie die Verbindung und die Adresse, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Set HTTPS_PROXY and NO_PROXY as your institution says, then start the program anew.</source>
        <translation>Setzen Sie HTTPS_PROXY und NO_PROXY so, wie Ihre Einrichtung es vorgibt, und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Nothing was read: the server could not prove who it is.</source>
        <translation>Nichts wurde gelesen: Der Server konnte nicht beweisen, wer er ist.</translation>
    </message>
    <message>
        <source>Ask another mirror, or save the document with a browser and open that file.</source>
        <translation>Fragen Sie einen anderen Spiegel, oder speichern Sie das Dokument mit einem Browser und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>Check the name, or ask another mirror: what came was not opened.</source>
        <translation>Prüfen Sie den Namen, oder fragen Sie einen anderen Spiegel: Was kam, wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>Get it again, or unpack it with another program and open what comes out.</source>
        <translation>Holen Sie es noch einmal, oder entpacken Sie es mit einem anderen Programm, und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>Get it again: the end of this copy is missing.</source>
        <translation>Holen Sie es noch einmal: Das Ende dieser Kopie fehlt.</translation>
    </message>
    <message>
        <source>Unpack it with its password, and open what comes out.</source>
        <translation>Entpacken Sie es mit seinem Passwort, und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>Unpack it with another program, and open what comes out.</source>
        <translation>Packen Sie es mit einem anderen Programm aus, und öffnen Sie, was herauskommt.</translation>
    </message>
    <message>
        <source>Open it without the name or number behind it, to see what it holds.</source>
        <translation>Öffnen Sie es ohne den Namen oder die Nummer dahinter, um zu sehen, was darin ist.</translation>
    </message>
    <message>
        <source>Get it again: this copy does not hold what is meant.</source>
        <translation>Beschaffen Sie es erneut: In dieser Kopie ist nicht, was gemeint ist.</translation>
    </message>
    <message>
        <source>The report has no SHA-256 of its own</source>
        <translation>Der Bericht hat keine eigene SHA-256</translation>
    </message>
    <message>
        <source>The report is damaged: its data are not as they should be</source>
        <translation>Der Bericht ist beschädigt: Seine Daten sind nicht so, wie sie sein sollen</translation>
    </message>
    <message>
        <source>Report on {}</source>
        <translation>Bericht über {}</translation>
    </message>
    <message>
        <source>title not proven</source>
        <translation>Titel nicht belegt</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>it follows from the record</source>
        <translation>sie folgt aus dem Datensatz</translation>
    </message>
    <message>
        <source>stated; not shown to be the record&apos;s</source>
        <translation>angegeben; dass sie zum Datensatz gehört, ist nicht gezeigt</translation>
    </message>
    <message>
        <source>Pith Number</source>
        <translation>Pith Number</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nichts.</translation>
    </message>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>{} of {} are met; “verified” needs all</source>
        <translation>{} von {} sind erfüllt; „bestätigt“ braucht alle</translation>
    </message>
    <message>
        <source>What a verified document must show</source>
        <translation>Was ein bestätigtes Dokument zeigen muss</translation>
    </message>
    <message>
        <source>The cause</source>
        <translation>Die Ursache</translation>
    </message>
    <message>
        <source>This one value explains {} of {} failures. It was computed here; the file does not say it.</source>
        <translation>Dieser eine Wert erklärt {} von {} Fehlern. Das wurde hier errechnet; in der Datei steht es nicht.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>{} fail, {} warn</source>
        <translation>{} Fehler, {} auffällig</translation>
    </message>
    <message>
        <source>What failed, and what is odd</source>
        <translation>Was fehlgeschlagen oder auffällig ist</translation>
    </message>
    <message>
        <source>Checks that could not be made</source>
        <translation>Prüfungen, die nicht möglich waren</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>What it says, and where</source>
        <translation>Was sie sagt, und wo</translation>
    </message>
    <message>
        <source>{} more are not on this page; the report as JSON has them.</source>
        <translation>{} weitere stehen nicht auf dieser Seite; der Bericht als JSON nennt sie.</translation>
    </message>
    <message>
        <source>by the cause</source>
        <translation>durch die Ursache</translation>
    </message>
    <message>
        <source>Where to look: {}</source>
        <translation>Wo zu suchen ist: {}</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>(and {} characters more)</source>
        <translation>(und {} weitere Zeichen)</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>{} in all</source>
        <translation>{} insgesamt</translation>
    </message>
    <message>
        <source>The document has none.</source>
        <translation>Das Dokument hat keine.</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Hash that it is over, as stated</source>
        <translation>Hash, den sie deckt, wie angegeben</translation>
    </message>
    <message>
        <source>Signed, as stated</source>
        <translation>Signiert, wie angegeben</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>a key that is not in your list</source>
        <translation>ein Schlüssel, der nicht in Ihrer Liste steht</translation>
    </message>
    <message>
        <source>in the list since {}</source>
        <translation>in der Liste seit {}</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>nothing that holds</source>
        <translation>nichts, was gilt</translation>
    </message>
    <message>
        <source>Signed here</source>
        <translation>Hier signiert</translation>
    </message>
    <message>
        <source>The document calls the key</source>
        <translation>Das Dokument nennt den Schlüssel</translation>
    </message>
    <message>
        <source>The document calls the signer</source>
        <translation>Das Dokument nennt den Signierenden</translation>
    </message>
    <message>
        <source>What no signature covers</source>
        <translation>Was keine Signatur deckt</translation>
    </message>
    <message>
        <source>{} of {} values are under a signature that holds; {} are under none.</source>
        <translation>{} von {} Werten stehen unter einer gültigen Signatur; {} unter keiner.</translation>
    </message>
    <message>
        <source>Part of the document</source>
        <translation>Teil des Dokuments</translation>
    </message>
    <message>
        <source>Values that are under none</source>
        <translation>Werte, die unter keiner stehen</translation>
    </message>
    <message>
        <source>The report as JSON names each of them.</source>
        <translation>Der Bericht als JSON nennt jeden davon.</translation>
    </message>
    <message>
        <source>The report as JSON names the first {} of them.</source>
        <translation>Der Bericht als JSON nennt die ersten {} davon.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Words of people, added by whoever made this report. Nothing in them was checked, and no name and no date is proven.</source>
        <translation>Worte von Menschen, hinzugefügt von dem, der diesen Bericht erstellt hat. Nichts darin wurde geprüft, und kein Name und kein Datum ist bewiesen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Zu</translation>
    </message>
    <message>
        <source>Who wrote it, as given</source>
        <translation>Verfasser, wie angegeben</translation>
    </message>
    <message>
        <source>{} more had no room in this report.</source>
        <translation>{} weitere hatten in diesem Bericht keinen Platz.</translation>
    </message>
    <message>
        <source>A file says that it is from</source>
        <translation>Laut einer Datei von</translation>
    </message>
    <message>
        <source>And {} more.</source>
        <translation>Und {} weitere.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>Gelesen aus</translation>
    </message>
    <message>
        <source>left out of this report</source>
        <translation>in diesem Bericht weggelassen</translation>
    </message>
    <message>
        <source>{} was asked, and led there</source>
        <translation>gefragt wurde {}, von dort ging es dorthin</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>Antwort von</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>{} bytes</source>
        <translation>{} Bytes</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>given</source>
        <translation>lag vor</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>lag nicht vor</translation>
    </message>
    <message>
        <source>{} trusted, {} distrusted</source>
        <translation>{} vertraut, {} misstraut</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>The paper&apos;s text</source>
        <translation>Der Text der Arbeit</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>Schlüsselliste</translation>
    </message>
    <message>
        <source>SHA-256 of the list</source>
        <translation>SHA-256 der Liste</translation>
    </message>
    <message>
        <source>Key in the list</source>
        <translation>Schlüssel in der Liste</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>How to repeat this by hand</source>
        <translation>Wie sich das von Hand wiederholen lässt</translation>
    </message>
    <message>
        <source>The document is the one that was read if this prints {}:</source>
        <translation>Das Dokument ist das gelesene, wenn dies {} ausgibt:</translation>
    </message>
    <message>
        <source>{} at {}: this prints {}.</source>
        <translation>{} bei {}: Dies gibt {} aus.</translation>
    </message>
    <message>
        <source>{} at {}: this prints {}; the document states {}.</source>
        <translation>{} bei {}: Dies gibt {} aus; das Dokument gibt {} an.</translation>
    </message>
    <message>
        <source>All checks, by the list of keys of whoever runs it:</source>
        <translation>Alle Prüfungen, nach der Schlüsselliste dessen, der sie ausführt:</translation>
    </message>
    <message>
        <source>How far this report can be relied on</source>
        <translation>Wie weit dieser Bericht trägt</translation>
    </message>
    <message>
        <source>Report on one document</source>
        <translation>Bericht über ein Dokument</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Unproven</source>
        <translation>Unbewiesen</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>intact</source>
        <translation>unversehrt</translation>
    </message>
    <message>
        <source>no check failed</source>
        <translation>keine Prüfung schlug fehl</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>verletzt</translation>
    </message>
    <message>
        <source>at least one check failed</source>
        <translation>mindestens eine Prüfung schlug fehl</translation>
    </message>
    <message>
        <source>trusted</source>
        <translation>vertraut</translation>
    </message>
    <message>
        <source>all signatures hold, by keys of the list below</source>
        <translation>alle Signaturen gelten, von Schlüsseln der Liste unten</translation>
    </message>
    <message>
        <source>distrusted</source>
        <translation>misstraut</translation>
    </message>
    <message>
        <source>a signature names a key that is distrusted</source>
        <translation>eine Signatur nennt einen Schlüssel, dem misstraut wird</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>a key that signed is not in the list below</source>
        <translation>ein Schlüssel, der signiert hat, steht nicht in der Liste unten</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>a signature is missing, fails or could not be checked</source>
        <translation>eine Signatur fehlt, schlägt fehl oder konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>unsigned</source>
        <translation>unsigniert</translation>
    </message>
    <message>
        <source>no signature covers the document as a whole</source>
        <translation>keine Signatur deckt das Dokument als Ganzes</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warn</source>
        <translation>auffällig</translation>
    </message>
    <message>
        <source>unchecked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>not made</source>
        <translation>nicht gemacht</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>met</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>schlägt fehl</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>nicht gezeigt</translation>
    </message>
    <message>
        <source>receipt, over the record</source>
        <translation>Quittung, über den Datensatz</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>bundle, over the whole file</source>
        <translation>Bündel, über die ganze Datei</translation>
    </message>
    <message>
        <source>holds, by a trusted key</source>
        <translation>gilt, von einem vertrauten Schlüssel</translation>
    </message>
    <message>
        <source>holds, by a key that is not in the list</source>
        <translation>gilt, von einem Schlüssel, der nicht in der Liste steht</translation>
    </message>
    <message>
        <source>holds, by a distrusted key</source>
        <translation>gilt, von einem Schlüssel, dem misstraut wird</translation>
    </message>
    <message>
        <source>{} pass, {} fail, {} warn, {} unchecked</source>
        <translation>{} bestanden, {} Fehler, {} auffällig, {} nicht geprüft</translation>
    </message>
    <message>
        <source>other JSON</source>
        <translation>anderes JSON</translation>
    </message>
    <message>
        <source>There is a file of this name already</source>
        <translation>Eine Datei dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>The same number, written differently: other canonical JSON, so another hash.</source>
        <translation>Dieselbe Zahl, anders geschrieben: anderes kanonisches JSON, also ein anderer Hash.</translation>
    </message>
    <message>
        <source>They differ only in characters that cannot be seen; here these are escapes.</source>
        <translation>Sie unterscheiden sich nur in Zeichen, die nicht zu sehen sind; hier sind sie umschrieben.</translation>
    </message>
    <message>
        <source>They differ only in white space.</source>
        <translation>Sie unterscheiden sich nur in Leerraum.</translation>
    </message>
    <message>
        <source>They differ only in upper and lower case.</source>
        <translation>Sie unterscheiden sich nur in Groß- und Kleinschreibung.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Another JSON type: {} on the left, {} on the right.</source>
        <translation>Ein anderer JSON-Typ: links {}, rechts {}.</translation>
    </message>
    <message>
        <source>The same text in another Unicode form: {} on the left, {} on the right.</source>
        <translation>Derselbe Text in einer anderen Unicode-Form: links {}, rechts {}.</translation>
    </message>
    <message>
        <source>Compatible letters in Unicode: {} on the left, {} on the right.</source>
        <translation>In Unicode gleichwertige Buchstaben: links {}, rechts {}.</translation>
    </message>
    <message>
        <source>another kind of archive</source>
        <translation>Archiv anderer Art</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>Binärdaten</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>The OpenSSH public key is damaged or cut short</source>
        <translation>Der öffentliche Schlüssel von OpenSSH ist beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>The list of JSON Web Keys holds something that is none</source>
        <translation>Die Liste der JSON Web Keys enthält etwas, das keiner ist</translation>
    </message>
    <message>
        <source>Beside the key in PEM stands something that cannot be read</source>
        <translation>Neben dem Schlüssel in PEM steht etwas, das nicht gelesen werden kann</translation>
    </message>
    <message>
        <source>{} holds both {} and {}, and the name of the one may also mean what lies in the other: unpack it, and open the files one by one.</source>
        <translation>{} enthält sowohl {} als auch {}, und der eine Name kann auch meinen, was im anderen liegt: Entpacken Sie es, und öffnen Sie die Dateien einzeln.</translation>
    </message>
    <message>
        <source>The notes cannot be read: {} is a link that leads nowhere</source>
        <translation>Die Notizen können nicht gelesen werden: {} ist ein Link, der nirgendwohin führt</translation>
    </message>
    <message>
        <source>The notes are locked by another program</source>
        <translation>Die Notizen sind von einem anderen Programm gesperrt</translation>
    </message>
    <message>
        <source>The notes cannot be written: {}</source>
        <translation>Die Notizen können nicht geschrieben werden: {}</translation>
    </message>
    <message>
        <source>The notes in {} are on another document, with the SHA-256 {}</source>
        <translation>Die Notizen in {} gehören zu einem anderen Dokument, mit dem SHA-256 {}</translation>
    </message>
    <message>
        <source>The notes cannot be read: {}</source>
        <translation>Die Notizen können nicht gelesen werden: {}</translation>
    </message>
    <message>
        <source>The file of notes is on another document than its name says</source>
        <translation>Die Datei mit Notizen gehört zu einem anderen Dokument, als ihr Name sagt</translation>
    </message>
    <message>
        <source>A document can have {} notes, and no more</source>
        <translation>Ein Dokument kann {} Notizen haben, nicht mehr</translation>
    </message>
    <message>
        <source>A note without a word is none</source>
        <translation>Eine Notiz ohne ein Wort ist keine</translation>
    </message>
    <message>
        <source>A note has at most {} characters</source>
        <translation>Eine Notiz hat höchstens {} Zeichen</translation>
    </message>
    <message>
        <source>A name has at most {} characters</source>
        <translation>Ein Name hat höchstens {} Zeichen</translation>
    </message>
    <message>
        <source>The JSON Pointer of this value has over {} characters: a note can be on a value above it</source>
        <translation>Der JSON Pointer dieses Werts hat über {} Zeichen: Eine Notiz kann an einem Wert darüber stehen</translation>
    </message>
    <message>
        <source>The notes on this document would have over {} bytes</source>
        <translation>Die Notizen zu diesem Dokument hätten über {} Bytes</translation>
    </message>
    <message>
        <source>The file of notes has over {} bytes</source>
        <translation>Die Datei mit Notizen hat über {} Bytes</translation>
    </message>
    <message>
        <source>The file of notes is damaged: {}</source>
        <translation>Die Datei mit Notizen ist beschädigt: {}</translation>
    </message>
    <message>
        <source>A later version of Pith Inspector wrote the file of notes</source>
        <translation>Eine spätere Version von Pith Inspector hat die Datei mit Notizen geschrieben</translation>
    </message>
    <message>
        <source>The file holds no notes of Pith Inspector</source>
        <translation>Die Datei enthält keine Notizen von Pith Inspector</translation>
    </message>
    <message>
        <source>The file of notes does not name its document</source>
        <translation>Die Datei mit Notizen nennt ihr Dokument nicht</translation>
    </message>
    <message>
        <source>The file has more than {} notes</source>
        <translation>Die Datei hat mehr als {} Notizen</translation>
    </message>
    <message>
        <source>The file of notes is damaged: entry {} is no note</source>
        <translation>Die Datei mit Notizen ist beschädigt: Eintrag {} ist keine Notiz</translation>
    </message>
    <message>
        <source>The file holds no public key in a form that is read here. {}</source>
        <translation>Die Datei enthält keinen öffentlichen Schlüssel in einer Form, die hier gelesen wird. {}</translation>
    </message>
    <message>
        <source>submitted_at is no date of the form 2026-05-18T00:05:51Z, so the year cannot be derived</source>
        <translation>submitted_at ist kein Datum der Form 2026-05-18T00:05:51Z, darum lässt sich das Jahr nicht ableiten</translation>
    </message>
    <message>
        <source>submitted_at may lie in two years, by its offset from UTC</source>
        <translation>submitted_at kann je nach Abstand zu UTC in zwei Jahren liegen</translation>
    </message>
    <message>
        <source>arXiv counts the versions of a paper from 1</source>
        <translation>arXiv zählt die Fassungen einer Arbeit von 1 an</translation>
    </message>
    <message>
        <source>The kind {} looks like {}, and is not it</source>
        <translation>Die Art {} sieht aus wie {}, ist es aber nicht</translation>
    </message>
    <message>
        <source>What can be read is an Ed25519 public key: in a Pith key file, in PEM, as an OpenSSH public key, as a JSON Web Key, as did:key, or as its 32 bytes in hex or base64</source>
        <translation>Gelesen werden kann ein öffentlicher Ed25519-Schlüssel: in einer Schlüsseldatei von Pith, in PEM, als öffentlicher Schlüssel von OpenSSH, als JSON Web Key, als did:key oder als seine 32 Bytes in Hex oder Base64</translation>
    </message>
    <message>
        <source>The last 32 bytes of the line in base64 are an Ed25519 public key. The command {} prints them in base64</source>
        <translation>Die letzten 32 Bytes der Zeile in Base64 sind ein öffentlicher Ed25519-Schlüssel. Der Befehl {} gibt sie in Base64 aus</translation>
    </message>
    <message>
        <source>Write that key by itself into a file</source>
        <translation>Schreiben Sie diesen Schlüssel allein in eine Datei</translation>
    </message>
    <message>
        <source>a public key in DER</source>
        <translation>ein öffentlicher Schlüssel in DER</translation>
    </message>
    <message>
        <source>a certificate in DER</source>
        <translation>ein Zertifikat in DER</translation>
    </message>
    <message>
        <source>a list of keys</source>
        <translation>eine Liste von Schlüsseln</translation>
    </message>
    <message>
        <source>Write it into a file as {}</source>
        <translation>Schreiben Sie sie als {} in eine Datei</translation>
    </message>
    <message>
        <source>what a mirror manifest must have, and may have, is not known</source>
        <translation>was ein Spiegelverzeichnis haben muss und haben darf, ist nicht bekannt</translation>
    </message>
    <message>
        <source>The fingerprint is not that of the key with this id</source>
        <translation>Der Fingerabdruck ist nicht der des Schlüssels mit dieser Kennung</translation>
    </message>
    <message>
        <source>The id of the key that is named, {}, looks like that of a trusted key, {}, and is not it</source>
        <translation>Die Kennung des genannten Schlüssels, {}, sieht aus wie die eines vertrauten Schlüssels, {}, und ist es nicht</translation>
    </message>
    <message>
        <source>the title is empty</source>
        <translation>der Titel ist leer</translation>
    </message>
    <message>
        <source>{} are not those of the canonical record</source>
        <translation>{} sind nicht wie im kanonischen Datensatz</translation>
    </message>
    <message>
        <source>No abstract can begin with the excerpt and have the stated hash</source>
        <translation>Keine Zusammenfassung kann mit dem Auszug beginnen und den angegebenen Hash haben</translation>
    </message>
    <message>
        <source>the state has members that are not known, or leaves some out</source>
        <translation>der Zustand hat Einträge, die nicht bekannt sind, oder lässt welche weg</translation>
    </message>
    <message>
        <source>fingerprint compared {}, typed in</source>
        <translation>Fingerabdruck verglichen am {}, eingetippt</translation>
    </message>
    <message>
        <source>fingerprint compared {}, pasted</source>
        <translation>Fingerabdruck verglichen am {}, eingefügt</translation>
    </message>
    <message>
        <source>fingerprint compared {}, given on the command line</source>
        <translation>Fingerabdruck verglichen am {}, auf der Befehlszeile angegeben</translation>
    </message>
    <message>
        <source>trusted without a comparison, {}</source>
        <translation>ohne Vergleich vertraut, am {}</translation>
    </message>
    <message>
        <source>came with the program, not compared</source>
        <translation>kam mit dem Programm, nicht verglichen</translation>
    </message>
    <message>
        <source>how it was compared is not known</source>
        <translation>wie er verglichen wurde, ist nicht bekannt</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>the format has no rule for what {} says</source>
        <translation>das Format hat keine Regel für das, was {} sagt</translation>
    </message>
    <message>
        <source>the state has other members and another order, whose rules are not known</source>
        <translation>der Zustand hat andere Einträge und eine andere Reihenfolge, deren Regeln nicht bekannt sind</translation>
    </message>
    <message>
        <source>the finding&apos;s detector, {}, is none of those that were run</source>
        <translation>der Detektor des Befunds, {}, ist keiner von denen, die gelaufen sind</translation>
    </message>
    <message>
        <source>how the findings of {} are counted here is not known</source>
        <translation>wie die Befunde von {} hier gezählt werden, ist nicht bekannt</translation>
    </message>
    <message>
        <source>what {} counts is not known</source>
        <translation>was {} zählt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>signed, unchanged and of this record</source>
        <translation>signiert, unverändert und von diesem Datensatz</translation>
    </message>
    <message>
        <source>signed, unchanged and of the stated Pith Number</source>
        <translation>signiert, unverändert und von der angegebenen Pith Number</translation>
    </message>
    <message>
        <source>{} of {} events are {}</source>
        <translation>{} von {} Ereignissen sind {}</translation>
    </message>
    <message>
        <source>Event {} of {} is {}</source>
        <translation>Ereignis {} von {} ist {}</translation>
    </message>
    <message>
        <source>The event is {}</source>
        <translation>Das Ereignis ist {}</translation>
    </message>
    <message>
        <source>Both events are {}</source>
        <translation>Beide Ereignisse sind {}</translation>
    </message>
    <message>
        <source>All {} events are {}</source>
        <translation>Alle {} Ereignisse sind {}</translation>
    </message>
    <message>
        <source>When it was made</source>
        <translation>Wann es erstellt wurde</translation>
    </message>
    <message>
        <source>no signature that holds covers this date</source>
        <translation>keine Signatur, die hält, deckt dieses Datum ab</translation>
    </message>
    <message>
        <source>no check asks whether they are so</source>
        <translation>keine Prüfung fragt, ob sie stimmen</translation>
    </message>
    <message>
        <source>No part says the same thing in both: {} and {}</source>
        <translation>Kein Teil sagt in beiden dasselbe: {} und {}</translation>
    </message>
    <message>
        <source>Only a bundle has events to merge; this document is of another type ({})</source>
        <translation>Nur ein Bündel hat Ereignisse, die zusammenzuführen sind; dieses Dokument ist von anderer Art ({})</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>{} is not read: its list says other things of {} than stand before that file.</source>
        <translation>{} wird nicht gelesen: Die Liste darin sagt über {} anderes, als vor dieser Datei steht.</translation>
    </message>
    <message>
        <source>{} is not read: it holds a file that its list leaves out.</source>
        <translation>{} wird nicht gelesen: Es enthält eine Datei, die in seiner Liste fehlt.</translation>
    </message>
    <message>
        <source>only checks of a distrusted key failed</source>
        <translation>nur Prüfungen eines Schlüssels, dem misstraut wird, sind fehlgeschlagen</translation>
    </message>
    <message>
        <source>Open the document itself. A public key is added in the list of keys, and its fingerprint compared there.</source>
        <translation>Öffnen Sie das Dokument selbst. Ein öffentlicher Schlüssel wird in der Liste der Schlüssel hinzugefügt, sein Fingerabdruck dort verglichen.</translation>
    </message>
    <message>
        <source>a key, a hash or a fingerprint by itself</source>
        <translation>ein Schlüssel, ein Hash oder ein Fingerabdruck allein</translation>
    </message>
    <message>
        <source>a key of another program (JSON Web Key)</source>
        <translation>ein Schlüssel eines anderen Programms (JSON Web Key)</translation>
    </message>
    <message>
        <source>The key&apos;s {} is not {}, the one that is known</source>
        <translation>{} des Schlüssels ist nicht {}, der bekannte Wert</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Blue and orange in place of green and red</source>
        <translation>Blau und Orange statt Grün und Rot</translation>
    </message>
    <message>
        <source>Reduce motion: nothing moves by itself</source>
        <translation>Weniger Bewegung: Nichts bewegt sich von selbst</translation>
    </message>
    <message>
        <source>Open the tabs of the last time at the start</source>
        <translation>Beim Start die Tabs vom letzten Mal öffnen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>The language changes when the program is started the next time.</source>
        <translation>Die Sprache wechselt beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Your name, for notes</source>
        <translation>Ihr Name, für Notizen</translation>
    </message>
    <message>
        <source>None: notes have no name then</source>
        <translation>Keiner: Notizen haben dann keinen Namen</translation>
    </message>
</context>
<context>
    <name>Signers</name>
    <message>
        <source>a key that is not in your list, {}</source>
        <translation>einem Schlüssel, der nicht in Ihrer Liste steht, {}</translation>
    </message>
    <message>
        <source>a key without a name, {}</source>
        <translation>einem Schlüssel ohne Namen, {}</translation>
    </message>
    <message>
        <source>{}, a key that you distrust</source>
        <translation>{}, einem Schlüssel, dem Sie misstrauen</translation>
    </message>
    <message>
        <source>{}, key {}</source>
        <translation>{}, Schlüssel {}</translation>
    </message>
    <message>
        <source>key {}</source>
        <translation>Schlüssel {}</translation>
    </message>
    <message>
        <source>says it is {}</source>
        <translation>nennt sich {}</translation>
    </message>
    <message>
        <source>a distrusted key</source>
        <translation>misstrautem Schlüssel</translation>
    </message>
    <message>
        <source>an unknown key</source>
        <translation>unbekanntem Schlüssel</translation>
    </message>
    <message numerus="yes">
        <source>{} and %n others</source>
        <translation>
            <numerusform>{} und %n anderer</numerusform>
            <numerusform>{} und %n andere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signs</name>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warn</source>
        <translation>auffällig</translation>
    </message>
    <message>
        <source>unchecked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Unproven</source>
        <translation>Unbewiesen</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Intact</source>
        <translation>Unversehrt</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Verletzt</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Vertraut</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Distrusted</source>
        <translation>Misstraut</translation>
    </message>
    <message>
        <source>Unsigned</source>
        <translation>Unsigniert</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>bundle</source>
        <translation>Bündel</translation>
    </message>
    <message>
        <source>Nothing was fetched</source>
        <translation>Nichts wurde geholt</translation>
    </message>
    <message>
        <source>A fault of the program</source>
        <translation>Programmfehler</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Not fetched</source>
        <translation>Nicht geholt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Several documents</source>
        <translation>Mehrere Dokumente</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>aligning</source>
        <translation>ordnet einander zu</translation>
    </message>
    <message>
        <source>building the tree</source>
        <translation>baut den Baum</translation>
    </message>
    <message>
        <source>comparing</source>
        <translation>vergleicht</translation>
    </message>
    <message>
        <source>comparing the checks</source>
        <translation>vergleicht die Prüfungen</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>counting the values</source>
        <translation>zählt die Werte</translation>
    </message>
    <message>
        <source>filtering the values</source>
        <translation>filtert die Werte</translation>
    </message>
    <message>
        <source>indexing</source>
        <translation>bereitet die Suche vor</translation>
    </message>
    <message>
        <source>laying out the events</source>
        <translation>ordnet die Ereignisse an</translation>
    </message>
    <message>
        <source>laying out the results</source>
        <translation>ordnet die Ergebnisse an</translation>
    </message>
    <message>
        <source>laying out the rows</source>
        <translation>ordnet die Zeilen an</translation>
    </message>
    <message>
        <source>laying out what is signed</source>
        <translation>legt aus, was signiert ist</translation>
    </message>
    <message>
        <source>listing the values</source>
        <translation>listet die Werte auf</translation>
    </message>
    <message>
        <source>locating</source>
        <translation>sucht die Stelle</translation>
    </message>
    <message>
        <source>looking for volatile fields</source>
        <translation>sucht flüchtige Felder</translation>
    </message>
    <message>
        <source>looking up what is signed</source>
        <translation>schlägt nach, was signiert ist</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>liest</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>sucht</translation>
    </message>
    <message>
        <source>tracing</source>
        <translation>rechnet nach</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>prüft</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>writing the patch</source>
        <translation>schreibt den Patch</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Nothing inside a document is fetched by itself</source>
        <translation>Nichts in einem Dokument wird von selbst geholt</translation>
    </message>
    <message>
        <source>Nothing is written to either side</source>
        <translation>In keine der beiden Seiten wird geschrieben</translation>
    </message>
    <message>
        <source>Show findings: {}</source>
        <translation>Befunde zeigen: {}</translation>
    </message>
    <message>
        <source>{}, {} covered by no signature</source>
        <translation>{}, {} ohne Signatur</translation>
    </message>
</context>
<context>
    <name>StorageNotices</name>
    <message>
        <source>{} It lies at {}. Until it can be read, no key is trusted, so nothing is verified.</source>
        <translation>{} Sie liegt unter {}. Bis sie gelesen werden kann, gilt kein Schlüssel als vertraut; nichts wird also bestätigt.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Settings, recent documents and tabs cannot be kept: {} cannot be written to ({}). Make that folder writable.</source>
        <translation>Einstellungen, zuletzt geöffnete Dokumente und Tabs können nicht behalten werden: In {} kann nicht geschrieben werden ({}). Geben Sie Schreibrecht für diesen Ordner.</translation>
    </message>
    <message>
        <source>Settings, recent documents and tabs cannot be kept: there is no space left for {}. Free some on its disk.</source>
        <translation>Einstellungen, zuletzt geöffnete Dokumente und Tabs können nicht behalten werden: Für {} ist kein Platz mehr. Schaffen Sie welchen auf dem Datenträger.</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Bundle</source>
        <translation>Bündel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Mirror manifest</source>
        <translation>Spiegelverzeichnis</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signierschlüssel</translation>
    </message>
    <message>
        <source>Integrity report</source>
        <translation>Integritätsbericht</translation>
    </message>
    <message>
        <source>States Pith Number</source>
        <translation>Nennt Pith Number</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>line {}, column {}</source>
        <translation>Zeile {}, Spalte {}</translation>
    </message>
    <message>
        <source>Read as far as</source>
        <translation>Gelesen bis</translation>
    </message>
    <message>
        <source>line {}</source>
        <translation>Zeile {}</translation>
    </message>
    <message>
        <source>document {}</source>
        <translation>Dokument {}</translation>
    </message>
    <message>
        <source>from byte {} on</source>
        <translation>ab Byte {}</translation>
    </message>
    <message>
        <source>the rest was not looked at</source>
        <translation>der Rest wurde nicht angesehen</translation>
    </message>
    <message>
        <source>Inside the source</source>
        <translation>In der Quelle</translation>
    </message>
    <message>
        <source>{}, to which {} redirects</source>
        <translation>{}, wohin {} weiterleitet</translation>
    </message>
    <message>
        <source>{}, by way of the proxy {}</source>
        <translation>{}, über den Proxy {}</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>Antwort von</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>none was shown to hold</source>
        <translation>keine hat sich als gültig erwiesen</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>{} of {} events signed by</source>
        <translation>{} von {} Ereignissen signiert von</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message numerus="yes">
        <source>{} of %n signatures hold</source>
        <translation>
            <numerusform>{} von %n Signatur gilt</numerusform>
            <numerusform>{} von %n Signaturen gelten</numerusform>
        </translation>
    </message>
    <message>
        <source>{}, none is over the whole</source>
        <translation>{}, keine über das Ganze</translation>
    </message>
    <message>
        <source>{}, others are missing</source>
        <translation>{}, andere fehlen</translation>
    </message>
    <message>
        <source>{}, {} by a key you trust</source>
        <translation>{}, {} von einem Schlüssel, dem Sie vertrauen</translation>
    </message>
    <message numerus="yes">
        <source>{} and %n other keys</source>
        <translation>
            <numerusform>{} und %n anderem Schlüssel</numerusform>
            <numerusform>{} und %n anderen Schlüsseln</numerusform>
        </translation>
    </message>
    <message>
        <source>Says it is</source>
        <translation>Nennt sich</translation>
    </message>
    <message>
        <source>Events signed by</source>
        <translation>Ereignisse signiert von</translation>
    </message>
    <message>
        <source>Receipt signed by</source>
        <translation>Quittung signiert von</translation>
    </message>
    <message>
        <source>a key you distrust is named</source>
        <translation>ein Schlüssel, dem Sie misstrauen, ist genannt</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>none stated</source>
        <translation>keine angegeben</translation>
    </message>
    <message>
        <source>Pith Number</source>
        <translation>Pith Number</translation>
    </message>
    <message>
        <source>no version stated</source>
        <translation>keine Version angegeben</translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>{} of {} checks fail</source>
        <translation>{} von {} fehlgeschlagen</translation>
    </message>
    <message>
        <source>no signature in it</source>
        <translation>keine Signatur darin</translation>
    </message>
    <message>
        <source>{} of {} by a key you distrust</source>
        <translation>{} von {} von einem Schlüssel, dem Sie misstrauen</translation>
    </message>
    <message>
        <source>{} of {} checks fail, only for a distrusted key</source>
        <translation>{} von {} fehlgeschlagen, nur wegen eines Schlüssels, dem Sie misstrauen</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message>
        <source>New tab</source>
        <translation>Neuer Tab</translation>
    </message>
    <message>
        <source>Open documents</source>
        <translation>Offene Dokumente</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Tab schließen</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>New tab</source>
        <translation>Neuer Tab</translation>
    </message>
    <message>
        <source>changed on disk</source>
        <translation>auf der Platte geändert</translation>
    </message>
    <message>
        <source>no longer on disk</source>
        <translation>nicht mehr auf der Platte</translation>
    </message>
    <message>
        <source>cannot be looked at on disk</source>
        <translation>auf der Platte gerade nicht einsehbar</translation>
    </message>
    <message>
        <source>The file has changed on disk.</source>
        <translation>Die Datei auf der Platte hat sich geändert.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file cannot be looked at now: it is not known whether it has changed.</source>
        <translation>Die Datei lässt sich gerade nicht einsehen: Ob sie sich geändert hat, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>What is shown, the verdict too, is of what was read before.</source>
        <translation>Was gezeigt wird, auch das Urteil, gilt für das vorher Gelesene.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>no date</source>
        <translation>kein Datum</translation>
    </message>
    <message>
        <source>unreadable date</source>
        <translation>unlesbares Datum</translation>
    </message>
    <message>
        <source>{} years</source>
        <translation>{} Jahre</translation>
    </message>
    <message>
        <source>{} s</source>
        <translation>{} s</translation>
    </message>
    <message>
        <source>{} min</source>
        <translation>{} min</translation>
    </message>
    <message>
        <source>{} h</source>
        <translation>{} h</translation>
    </message>
    <message>
        <source>{} days</source>
        <translation>{} Tage</translation>
    </message>
    <message>
        <source>{} d {}</source>
        <translation>{} d {}</translation>
    </message>
    <message>
        <source>(not an object)</source>
        <translation>(kein Objekt)</translation>
    </message>
    <message>
        <source>wrong shape</source>
        <translation>falsche Form</translation>
    </message>
    <message>
        <source>not in the format</source>
        <translation>nicht im Format</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>content differs</source>
        <translation>Inhalt weicht ab</translation>
    </message>
    <message>
        <source>id differs</source>
        <translation>Kennung weicht ab</translation>
    </message>
    <message>
        <source>id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>links</source>
        <translation>Verweise</translation>
    </message>
    <message>
        <source>history forks</source>
        <translation>Geschichte gabelt sich</translation>
    </message>
    <message>
        <source>signature not valid</source>
        <translation>Signatur ungültig</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>signer differs</source>
        <translation>Unterzeichner weicht ab</translation>
    </message>
    <message>
        <source>signer</source>
        <translation>Unterzeichner</translation>
    </message>
    <message>
        <source>key distrusted</source>
        <translation>Schlüssel misstraut</translation>
    </message>
    <message>
        <source>key unknown</source>
        <translation>Schlüssel unbekannt</translation>
    </message>
    <message>
        <source>receipt differs</source>
        <translation>Quittung weicht ab</translation>
    </message>
    <message>
        <source>receipt not valid</source>
        <translation>Quittung ungültig</translation>
    </message>
    <message>
        <source>record differs</source>
        <translation>Datensatz weicht ab</translation>
    </message>
    <message>
        <source>another number</source>
        <translation>andere Nummer</translation>
    </message>
    <message>
        <source>metadata differs</source>
        <translation>Metadaten weichen ab</translation>
    </message>
    <message>
        <source>title differs</source>
        <translation>Titel weicht ab</translation>
    </message>
    <message>
        <source>order of dates</source>
        <translation>Reihenfolge der Daten</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}: {}</translation>
    </message>
    <message>
        <source>not signed; its receipt: {}</source>
        <translation>nicht signiert; seine Quittung: {}</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>nicht bewiesen</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <source>(no signer named)</source>
        <translation>(kein Unterzeichner genannt)</translation>
    </message>
    <message>
        <source>(no key named)</source>
        <translation>(kein Schlüssel genannt)</translation>
    </message>
    <message>
        <source>calls its key {}</source>
        <translation>nennt seinen Schlüssel {}</translation>
    </message>
    <message>
        <source>(no type)</source>
        <translation>(kein Typ)</translation>
    </message>
    <message>
        <source>created {}</source>
        <translation>erstellt {}</translation>
    </message>
    <message>
        <source>signed {}</source>
        <translation>signiert {}</translation>
    </message>
    <message>
        <source>fingerprint {}</source>
        <translation>Fingerabdruck {}</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>{}, {}</source>
        <translation>{}, {}</translation>
    </message>
    <message>
        <source>names no earlier event</source>
        <translation>nennt kein früheres Ereignis</translation>
    </message>
    <message>
        <source>id stated twice</source>
        <translation>Kennung zweimal angegeben</translation>
    </message>
    <message>
        <source>link leads elsewhere</source>
        <translation>Link führt anderswohin</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>receipt&apos;s signer differs</source>
        <translation>Unterzeichner der Quittung weicht ab</translation>
    </message>
    <message>
        <source>receipt&apos;s signer</source>
        <translation>Unterzeichner der Quittung</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>another source</source>
        <translation>andere Quelle</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>odd source</source>
        <translation>auffällige Quelle</translation>
    </message>
    <message>
        <source>abstract differs</source>
        <translation>Zusammenfassung weicht ab</translation>
    </message>
    <message>
        <source>abstract</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>odd abstract</source>
        <translation>auffällige Zusammenfassung</translation>
    </message>
    <message>
        <source>counts differ</source>
        <translation>Anzahlen weichen ab</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>Anzahlen</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>section differs</source>
        <translation>Abschnitt weicht ab</translation>
    </message>
    <message>
        <source>section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>odd title</source>
        <translation>auffälliger Titel</translation>
    </message>
    <message>
        <source>not as in the state</source>
        <translation>anders als im Zustand</translation>
    </message>
    <message>
        <source>place in the state</source>
        <translation>Platz im Zustand</translation>
    </message>
    <message>
        <source>not as in the events</source>
        <translation>anders als in den Ereignissen</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>its receipt {}</source>
        <translation>seine Quittung {}</translation>
    </message>
    <message>
        <source>no signature here was shown to hold</source>
        <translation>keine Signatur hier ist als gültig erwiesen</translation>
    </message>
    <message>
        <source>there is no signature over it</source>
        <translation>keine Signatur gilt ihm</translation>
    </message>
    <message numerus="yes">
        <source>%n signers named</source>
        <translation>
            <numerusform>%n Unterzeichner genannt</numerusform>
            <numerusform>%n Unterzeichner genannt</numerusform>
        </translation>
    </message>
    <message>
        <source>prev_event of</source>
        <translation>prev_event von</translation>
    </message>
    <message>
        <source>superseded by</source>
        <translation>ersetzt durch</translation>
    </message>
    <message>
        <source>prev_event: not in this document</source>
        <translation>prev_event: nicht in diesem Dokument</translation>
    </message>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>like another type</source>
        <translation>wie ein anderer Typ</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>supersedes: not in this document</source>
        <translation>supersedes: nicht in diesem Dokument</translation>
    </message>
    <message>
        <source>{}: {} not in this document</source>
        <translation>{}: {} nicht in diesem Dokument</translation>
    </message>
</context>
<context>
    <name>TimelineAxis</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>{} without any date, left out</source>
        <translation>{} ohne jedes Datum, weggelassen</translation>
    </message>
</context>
<context>
    <name>TimelineFoot</name>
    <message>
        <source>Click or Enter selects the event in the tree. Arrow keys move.</source>
        <translation>Klick oder Eingabetaste wählt das Ereignis im Baum. Pfeiltasten bewegen.</translation>
    </message>
</context>
<context>
    <name>TimelineHead</name>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Dates in UTC</source>
        <translation>Daten in UTC</translation>
    </message>
    <message>
        <source>Dates in local time</source>
        <translation>Daten in Ortszeit</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>See the whole time axis</source>
        <translation>Die ganze Zeitachse sehen</translation>
    </message>
    <message>
        <source>Ctrl and wheel, or + and −, magnify; 0 shows it all again</source>
        <translation>Strg und Mausrad, oder + und −, vergrößern; 0 zeigt wieder alles</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>Signer</source>
        <translation>Unterzeichner</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>TimelineTable</name>
    <message>
        <source>Events on a time axis</source>
        <translation>Ereignisse auf einer Zeitachse</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>This document holds no events.</source>
        <translation>Dieses Dokument enthält keine Ereignisse.</translation>
    </message>
    <message>
        <source>Laying out the events…</source>
        <translation>Die Ereignisse werden angeordnet…</translation>
    </message>
    <message>
        <source>Part of the time axis that is seen</source>
        <translation>Sichtbarer Teil der Zeitachse</translation>
    </message>
</context>
<context>
    <name>Titles</name>
    <message>
        <source>title not proven</source>
        <translation>Titel nicht belegt</translation>
    </message>
    <message>
        <source>Nothing that is signed was found to hold the title.</source>
        <translation>Nichts Signiertes, das den Titel enthält, wurde gefunden.</translation>
    </message>
</context>
<context>
    <name>ToolRow</name>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Only differences</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Hide volatile fields</source>
        <translation>Flüchtiges ausblenden</translation>
    </message>
    <message>
        <source>Fields…</source>
        <translation>Felder…</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Times, and what follows from them</source>
        <translation>Zeiten, und was aus ihnen folgt</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Edit the list of volatile fields</source>
        <translation>Die Liste der flüchtigen Felder bearbeiten</translation>
    </message>
    <message>
        <source>The sides are still being checked.</source>
        <translation>Die Seiten werden noch geprüft.</translation>
    </message>
</context>
<context>
    <name>Trace</name>
    <message>
        <source>Take the event</source>
        <translation>Das Ereignis nehmen</translation>
    </message>
    <message>
        <source>Take the bundle</source>
        <translation>Das Bündel nehmen</translation>
    </message>
    <message>
        <source>Take the state</source>
        <translation>Den Zustand nehmen</translation>
    </message>
    <message>
        <source>Take the entry</source>
        <translation>Den Eintrag nehmen</translation>
    </message>
    <message>
        <source>Take the canonical record</source>
        <translation>Den kanonischen Datensatz nehmen</translation>
    </message>
    <message>
        <source>Take the bytes of the key</source>
        <translation>Die Bytes des Schlüssels nehmen</translation>
    </message>
    <message>
        <source>Put “sha256:” before it</source>
        <translation>„sha256:“ davorsetzen</translation>
    </message>
    <message>
        <source>Make the Pith Number of it</source>
        <translation>Die Pith Number daraus machen</translation>
    </message>
    <message>
        <source>Make the short Pith Number of it</source>
        <translation>Die kurze Pith Number daraus machen</translation>
    </message>
    <message>
        <source>Spell it in base32</source>
        <translation>In base32 schreiben</translation>
    </message>
    <message>
        <source>Cut it short</source>
        <translation>Kürzen</translation>
    </message>
    <message>
        <source>Derive the alias</source>
        <translation>Den Alias ableiten</translation>
    </message>
    <message>
        <source>{}; assumed, since no state keeps them: {}. The id is met with these.</source>
        <translation>{}; angenommen, da kein Zustand sie behält: {}. Die Kennung passt damit.</translation>
    </message>
    <message>
        <source>{}; assumed, since no state keeps them: {}. The id is not met with these.</source>
        <translation>{}; angenommen, da kein Zustand sie behält: {}. Die Kennung passt damit nicht.</translation>
    </message>
    <message>
        <source>case folded</source>
        <translation>Groß- und Kleinschreibung angeglichen</translation>
    </message>
    <message>
        <source>lower case</source>
        <translation>Kleinbuchstaben</translation>
    </message>
    <message>
        <source>each run of white space one space</source>
        <translation>jede Folge von Leerraum ein Leerzeichen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>getan</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>unchecked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the value</source>
        <translation>Den Wert nehmen</translation>
    </message>
    <message>
        <source>The hash, by Python</source>
        <translation>Der Hash, mit Python</translation>
    </message>
    <message>
        <source>The signature, by OpenSSL</source>
        <translation>Die Signatur, mit OpenSSL</translation>
    </message>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n members</source>
        <translation>
            <numerusform>%n Feld weglassen</numerusform>
            <numerusform>%n Felder weglassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %n members</source>
        <translation>
            <numerusform>%n Feld wieder einsetzen</numerusform>
            <numerusform>%n Felder wieder einsetzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of these %n bytes</source>
        <translation>
            <numerusform>über dieses %n Byte</numerusform>
            <numerusform>über diese %n Bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>the hash cannot hold itself, its name or its signature</source>
        <translation>der Hash kann sich selbst, seinen Namen und seine Signatur nicht enthalten</translation>
    </message>
    <message>
        <source>that the event had and its entry in a state has not</source>
        <translation>die das Ereignis hatte und sein Eintrag in einem Zustand nicht hat</translation>
    </message>
    <message>
        <source>Normalise the text</source>
        <translation>Den Text normalisieren</translation>
    </message>
    <message>
        <source>Write canonical JSON</source>
        <translation>Kanonisches JSON schreiben</translation>
    </message>
    <message>
        <source>{}, UTF-8, names sorted</source>
        <translation>{}, UTF-8, Namen sortiert</translation>
    </message>
    <message>
        <source>the first {} characters</source>
        <translation>die ersten {} Zeichen</translation>
    </message>
    <message>
        <source>over the 32 bytes of the hash</source>
        <translation>über die 32 Bytes des Hashes</translation>
    </message>
    <message>
        <source>Take the integrity section</source>
        <translation>Den Abschnitt „integrity“ nehmen</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n members</source>
        <translation>
            <numerusform>%n Feld behalten</numerusform>
            <numerusform>%n Felder behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>this hash is of no others</source>
        <translation>keine anderen gehen in diesen Hash ein</translation>
    </message>
    <message>
        <source>{} is written as {}</source>
        <translation>{} wird als {} geschrieben</translation>
    </message>
    <message>
        <source>Kept:</source>
        <translation>Behalten:</translation>
    </message>
    <message>
        <source>Left out:</source>
        <translation>Weggelassen:</translation>
    </message>
    <message>
        <source>Put back:</source>
        <translation>Wieder eingesetzt:</translation>
    </message>
    <message>
        <source>Stated:</source>
        <translation>Angegeben:</translation>
    </message>
    <message>
        <source>Computed:</source>
        <translation>Berechnet:</translation>
    </message>
    <message>
        <source>Signature:</source>
        <translation>Signatur:</translation>
    </message>
    <message>
        <source>Key:</source>
        <translation>Schlüssel:</translation>
    </message>
    <message>
        <source>Fingerprint:</source>
        <translation>Fingerabdruck:</translation>
    </message>
    <message>
        <source>{}; as the member {} of an object</source>
        <translation>{}; als Feld {} eines Objekts</translation>
    </message>
    <message>
        <source>Steps of {}</source>
        <translation>Schritte von {}</translation>
    </message>
</context>
<context>
    <name>TracePage</name>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet…</translation>
    </message>
    <message>
        <source>The document is still being checked. The steps are shown after that.</source>
        <translation>Das Dokument wird noch geprüft. Danach stehen die Schritte hier.</translation>
    </message>
    <message>
        <source>No hash and no signature speaks of this by itself.</source>
        <translation>Kein Hash und keine Signatur handelt für sich davon.</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>Wo zu suchen ist</translation>
    </message>
    <message>
        <source>This was computed here; it is no result.</source>
        <translation>Das wurde hier berechnet; es ist kein Ergebnis.</translation>
    </message>
    <message>
        <source>Check it yourself</source>
        <translation>Selbst nachprüfen</translation>
    </message>
    <message>
        <source>Copy shell check</source>
        <translation>Shell-Zeile kopieren</translation>
    </message>
    <message>
        <source>Shell check</source>
        <translation>Shell-Zeile</translation>
    </message>
    <message>
        <source>Copied the shell check.</source>
        <translation>Shell-Zeile kopiert.</translation>
    </message>
    <message>
        <source>Copied all steps.</source>
        <translation>Alle Schritte kopiert.</translation>
    </message>
    <message>
        <source>Copy step</source>
        <translation>Schritt kopieren</translation>
    </message>
    <message>
        <source>Copy all steps</source>
        <translation>Alle Schritte kopieren</translation>
    </message>
    <message>
        <source>Copy all steps as Markdown</source>
        <translation>Alle Schritte als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copied the step.</source>
        <translation>Schritt kopiert.</translation>
    </message>
</context>
<context>
    <name>TraceStep</name>
    <message>
        <source>step {}, {}, {}</source>
        <translation>Schritt {}, {}, {}</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>Angegeben</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signiert</translation>
    </message>
</context>
<context>
    <name>TreeModel</name>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>TreePane</name>
    <message>
        <source>Values of the document</source>
        <translation>Werte des Dokuments</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>Trusted keys</source>
        <translation>Vertraute Schlüssel</translation>
    </message>
    <message>
        <source>Your list of keys is not in use</source>
        <translation>Ihre Liste der Schlüssel wird nicht verwendet</translation>
    </message>
    <message>
        <source>Key files (*.json *.jwk *.jwks *.pem *.pub *.key *.txt *.hex)</source>
        <translation>Schlüsseldateien (*.json *.jwk *.jwks *.pem *.pub *.key *.txt *.hex)</translation>
    </message>
    <message>
        <source>{} It lies at {} and is left as it is. Until it can be read, no key is trusted, and nothing can be changed here.</source>
        <translation>{} Sie liegt unter {} und bleibt, wie sie ist. Bis sie gelesen werden kann, gilt kein Schlüssel als vertraut, und nichts kann hier geändert werden.</translation>
    </message>
    <message>
        <source>Import keys as candidates</source>
        <translation>Schlüssel als Anwärter importieren</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>TrustPreviewBox</name>
    <message>
        <source>Looking at the open documents…</source>
        <translation>Die offenen Dokumente werden angesehen…</translation>
    </message>
    <message>
        <source>and {} more</source>
        <translation>und {} weitere</translation>
    </message>
    <message>
        <source>What would follow from trusting it</source>
        <translation>Was folgen würde, wenn Sie ihm vertrauen</translation>
    </message>
    <message>
        <source>What would follow from forgetting it</source>
        <translation>Was folgen würde, wenn Sie ihn vergessen</translation>
    </message>
    <message>
        <source>What would follow from distrusting it</source>
        <translation>Was folgen würde, wenn Sie ihm misstrauen</translation>
    </message>
    <message>
        <source>No document is open.</source>
        <translation>Kein Dokument ist offen.</translation>
    </message>
    <message>
        <source>No open document changes.</source>
        <translation>Kein offenes Dokument ändert sich.</translation>
    </message>
    <message>
        <source>1 open document changes:</source>
        <translation>1 offenes Dokument ändert sich:</translation>
    </message>
    <message>
        <source>{} open documents change:</source>
        <translation>{} offene Dokumente ändern sich:</translation>
    </message>
</context>
<context>
    <name>ValueNotes</name>
    <message>
        <source>Copied the note.</source>
        <translation>Notiz kopiert.</translation>
    </message>
    <message>
        <source>Notes cannot be kept here and now.</source>
        <translation>Hier können gerade keine Notizen aufbewahrt werden.</translation>
    </message>
    <message>
        <source>{} more notes are not listed here; pith-inspector notes list has all.</source>
        <translation>{} weitere Notizen sind hier nicht aufgeführt; pith-inspector notes list hat alle.</translation>
    </message>
    <message>
        <source>One of several versions of this note; all of them are kept.</source>
        <translation>Eine von mehreren Fassungen dieser Notiz; alle bleiben erhalten.</translation>
    </message>
    <message>
        <source>Its place is not in this document: {}</source>
        <translation>Ihre Stelle gibt es in diesem Dokument nicht: {}</translation>
    </message>
    <message>
        <source>It is left as it is. When a new note is kept, it is put aside under another name.</source>
        <translation>Sie bleibt, wie sie ist. Wenn eine neue Notiz behalten wird, wird sie unter anderem Namen beiseitegelegt.</translation>
    </message>
    <message>
        <source>The note is kept.</source>
        <translation>Die Notiz ist aufbewahrt.</translation>
    </message>
    <message>
        <source>The note was removed; Ctrl+Z brings it back.</source>
        <translation>Die Notiz wurde entfernt; Strg+Z holt sie zurück.</translation>
    </message>
    <message>
        <source>The note is not kept: {}</source>
        <translation>Die Notiz ist nicht aufbewahrt: {}</translation>
    </message>
</context>
<context>
    <name>ValuePages</name>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>Saved the bytes as {}.</source>
        <translation>Bytes als {} gespeichert.</translation>
    </message>
</context>
<context>
    <name>ValueText</name>
    <message>
        <source>empty text</source>
        <translation>leerer Text</translation>
    </message>
    <message>
        <source>A part of the text, which has {} characters.</source>
        <translation>Ein Teil des Textes, der {} Zeichen hat.</translation>
    </message>
    <message>
        <source>The value goes on: these are its first {} characters.</source>
        <translation>Der Wert geht weiter: Das sind seine ersten {} Zeichen.</translation>
    </message>
</context>
<context>
    <name>VolatileDialog</name>
    <message>
        <source>Volatile fields</source>
        <translation>Flüchtige Felder</translation>
    </message>
    <message>
        <source>Volatile fields, one name a line</source>
        <translation>Flüchtige Felder, ein Name je Zeile</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Names of members, one a line: times, and what follows from them, such as hashes, ids and signatures.</source>
        <translation>Namen von Feldern, einer je Zeile: Zeiten, und was aus ihnen folgt, wie Hashes, Kennungen und Signaturen.</translation>
    </message>
    <message>
        <source>Hidden differences still count, and are shown where something else in the same item changed.</source>
        <translation>Ausgeblendete Unterschiede zählen trotzdem, und sie werden gezeigt, wo sich im selben Element noch etwas anderes geändert hat.</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Tab schließen</translation>
    </message>
    <message>
        <source>Fetch from {}?</source>
        <translation>Von {} holen?</translation>
    </message>
    <message>
        <source>Nothing has been fetched yet. Only this address, and one that it leads to, is fetched over https.</source>
        <translation>Noch wurde nichts geholt. Geholt wird nur diese Adresse und die, auf die sie weiterleitet, über https.</translation>
    </message>
</context>
<context>
    <name>Witnesses</name>
    <message>
        <source>The state is what the events of this file give. Whether those are signed is shown with them.</source>
        <translation>Der Zustand ist das, was die Ereignisse dieser Datei ergeben. Ob diese signiert sind, wird bei ihnen gezeigt.</translation>
    </message>
    <message>
        <source>It is a valid signature. No signature covers itself.</source>
        <translation>Es ist eine gültige Signatur. Keine Signatur deckt sich selbst ab.</translation>
    </message>
    <message>
        <source>The event rebuilt from this entry has the stated id. An id is a hash, not a signature.</source>
        <translation>Das aus diesem Eintrag wiederhergestellte Ereignis hat die angegebene Kennung. Eine Kennung ist ein Hash, keine Signatur.</translation>
    </message>
    <message>
        <source>The event has the stated hash. A hash is not a signature.</source>
        <translation>Das Ereignis hat den angegebenen Hash. Ein Hash ist keine Signatur.</translation>
    </message>
    <message>
        <source>The state has the stated hash. A hash is not a signature.</source>
        <translation>Der Zustand hat den angegebenen Hash. Ein Hash ist keine Signatur.</translation>
    </message>
    <message>
        <source>It repeats the canonical record, which the receipt covers.</source>
        <translation>Es wiederholt den kanonischen Datensatz, den die Quittung abdeckt.</translation>
    </message>
    <message>
        <source>It repeats the canonical record, which no signature covers.</source>
        <translation>Es wiederholt den kanonischen Datensatz, den keine Signatur abdeckt.</translation>
    </message>
    <message>
        <source>Its hash is title_canon_sha256, and that value is covered by the receipt.</source>
        <translation>Sein Hash ist title_canon_sha256, und diesen Wert deckt die Quittung ab.</translation>
    </message>
    <message>
        <source>Its hash is title_canon_sha256, which no signature covers.</source>
        <translation>Sein Hash ist title_canon_sha256, den keine Signatur abdeckt.</translation>
    </message>
    <message>
        <source>It is the hash of the canonical record, which the receipt covers.</source>
        <translation>Es ist der Hash des kanonischen Datensatzes, den die Quittung abdeckt.</translation>
    </message>
    <message>
        <source>It is the hash of the canonical record, which no signature covers.</source>
        <translation>Es ist der Hash des kanonischen Datensatzes, den keine Signatur abdeckt.</translation>
    </message>
    <message>
        <source>It follows from the canonical record, which the receipt covers.</source>
        <translation>Es folgt aus dem kanonischen Datensatz, den die Quittung abdeckt.</translation>
    </message>
    <message>
        <source>It follows from the canonical record, which no signature covers.</source>
        <translation>Es folgt aus dem kanonischen Datensatz, den keine Signatur abdeckt.</translation>
    </message>
</context>
<context>
    <name>_ContentsView</name>
    <message>
        <source>What the source holds</source>
        <translation>Was die Quelle enthält</translation>
    </message>
</context>
<context>
    <name>_DropArea</name>
    <message>
        <source>Drop a Pith document here</source>
        <translation>Ein Pith-Dokument hier ablegen</translation>
    </message>
    <message>
        <source>a bundle, state or record, or an archive of them</source>
        <translation>ein Bündel, ein Zustand oder Datensatz oder ein Archiv davon</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
</context>
<context>
    <name>_Invitation</name>
    <message>
        <source>Choose a key in the list.</source>
        <translation>Wählen Sie einen Schlüssel in der Liste.</translation>
    </message>
</context>
<context>
    <name>_Legend</name>
    <message>
        <source>created</source>
        <translation>erstellt</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signiert</translation>
    </message>
    <message>
        <source>bundle built</source>
        <translation>Bündel erzeugt</translation>
    </message>
    <message>
        <source>time left out</source>
        <translation>ausgelassene Zeit</translation>
    </message>
</context>
<context>
    <name>_ReceivedBytes</name>
    <message>
        <source>What came, as text</source>
        <translation>Was angekommen ist, als Text</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>What came</source>
        <translation>Was angekommen ist</translation>
    </message>
    <message>
        <source>as text, nothing in it is run or fetched</source>
        <translation>als Text, nichts darin wird ausgeführt oder geholt</translation>
    </message>
</context>
<context>
    <name>_RecentBox</name>
    <message>
        <source>Verdicts are from the last time each was open. They are checked again when opened.</source>
        <translation>Die Urteile sind vom letzten Öffnen. Beim Öffnen wird neu geprüft.</translation>
    </message>
    <message>
        <source>Recent documents</source>
        <translation>Zuletzt geöffnete Dokumente</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>Liste leeren</translation>
    </message>
</context>
<context>
    <name>_Remedies</name>
    <message>
        <source>Fetch that file…</source>
        <translation>Diese Datei holen…</translation>
    </message>
    <message>
        <source>Use as the paper&apos;s text…</source>
        <translation>Als Text der Arbeit nehmen…</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>The page names this address for a record&apos;s file:</source>
        <translation>Die Seite nennt diese Adresse für die Datei eines Datensatzes:</translation>
    </message>
    <message>
        <source>It may be the text of a paper, to look for the title and the abstract of a record in.</source>
        <translation>Es kann der Text einer Arbeit sein, in dem sich Titel und Zusammenfassung eines Datensatzes suchen lassen.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
</TS>
