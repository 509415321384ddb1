# Was die Anwendung tut, wenn etwas nicht stimmt.

it-is-over-this-stays = Es ist vorbei. Dies steht hier, bis du es schließt.
the-rest-goes-on-this = Alles andere läuft weiter. Dies steht hier, bis es behoben ist.
what-is-kept-of-your = Was von deinen Anmeldungen gespeichert ist, bleibt, wie es ist, und alles, was keine braucht, läuft weiter.
chat-is-read-without-this = Der Chat wird ohne diese Anmeldung gelesen. Schreiben und Moderieren dort warten auf dich.
chat-and-your-other-services = Der Chat und deine anderen Dienste laufen weiter. Dieser wartet auf das neue Token.
the-connection-waits-for-you = Die Verbindung wartet auf dich. Overlays, die schon in OBS sind, laufen weiter.
overlays-that-are-in-obs = Overlays, die schon in OBS sind, laufen weiter.
your-other-sources-go-on = Deine anderen Quellen laufen weiter. Diese wartet auf die neue Datei.
it-is-written-again-by = Es wird von selbst noch einmal geschrieben, bis es gelingt.
chat-overlays-and-the-dashboard = Chat, Overlays und Dashboard funktionieren wie immer.
what-is-open-goes-on = Was offen ist, läuft weiter. Neue Seiten werden von selbst eingelassen, sobald Platz ist.
chat-is-shown-as-it = Der Chat wird gezeigt, wie er kommt. Was die Datei noch annimmt, wird gespeichert.
chat-is-shown-as-it-comes = Der Chat wird gezeigt, wie er kommt. Er wartet darauf, geschrieben zu werden, und wird es, sobald es geht.
your-other-hotkeys-work = Deine anderen Tastenkürzel funktionieren.
the-port-is-tried-again = Der Port wird von selbst noch einmal versucht, bis er frei ist.
it-is-tried-again-by-itself-until = Es wird von selbst noch einmal versucht, bis es einen Infobereich gibt.
chat-runs-from-memory-with = Der Chat läuft aus dem Arbeitsspeicher, mit dem, was zuletzt eingestellt war.
they-are-fetched-anew-when = Sie werden neu geholt, wenn sie gebraucht werden, und gespeichert, sobald es geht.
the-overlay-wears-another-theme = Das Overlay trägt ein anderes Theme, bis dieses wieder ganz ist.
it-is-tried-again-by-itself-and = Es wird von selbst noch einmal versucht, und Verpasstes wird nachgeholt, wo die Plattform es hat.
your-other-chats-go-on = Deine anderen Chats laufen weiter.
it-goes-on-with-what = Gelesen wird weiter, was lesbar ist.
try-again-beside-the-channel = „Noch einmal versuchen“ beim Kanal unter Chat sieht sofort nach.
make-the-stream-public-where = Mach den Stream dort öffentlich, wo er eingerichtet ist, oder warte auf den nächsten. Eine Anmeldung hier hilft nicht.
save-a-report-beside-the = „Bericht speichern“ beim Kanal unter Chat erstellt eine Datei. Häng sie an eine Meldung auf der Seite des Projekts bei GitHub, unter „Issues“, dann kann eine spätere Version dies lesen.
chat-is-read-behind-it = Der Chat wird dahinter gelesen und ist ganz da, wenn du ihn wieder zeigst.
