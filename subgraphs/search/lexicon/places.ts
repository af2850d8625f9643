/** Where it happens: en | fr | es | it | de | pt, a sense on each line. */
export default `
street road | rue route voie chaussée | calle carretera vía callejero | strada via stradale | Straße Weg | rua estrada via
square plaza | place placette | plaza plazuela | piazza piazzale | Platz | praça largo
park garden | parc jardin | parque jardín | parco giardino | Park Garten Grünanlage | parque jardim
green nature natural | vert nature naturel verdure | verde naturaleza natural | verde natura naturale | grün Natur natürlich | verde natureza natural
playground play | jeu jouer aire | juego jugar | gioco giocare giochi | Spielplatz spielen Spiel | jogo jogar brincar parquinho
neighbourhood neighborhood district quarter | quartier arrondissement | barrio distrito | quartiere rione | Stadtteil Viertel Quartier Kiez Bezirk | bairro distrito
suburb outskirts periphery | banlieue périphérie | suburbio periferia extrarradio | periferia sobborgo banlieue | Vorort Stadtrand Peripherie | subúrbio periferia
centre center downtown | centre | centro céntrico | centro centrale | Zentrum Innenstadt Stadtzentrum Mitte | centro baixa central
building | bâtiment immeuble édifice | edificio inmueble | edificio palazzo stabile | Gebäude Bau Haus | edifício prédio imóvel
house home dwelling apartment | maison logement appartement domicile | casa vivienda piso domicilio | casa abitazione appartamento alloggio domicilio | Haus Wohnung Zuhause Wohnhaus | casa habitação moradia apartamento domicílio
housing | logement habitat | vivienda alojamiento | alloggio edilizia abitativo | Wohnen Wohnungsbau Unterkunft | habitação alojamento moradia
room hall | salle pièce chambre | sala habitación salón | sala stanza salone | Raum Saal Zimmer | sala quarto salão
door entrance gate | porte entrée portail | puerta entrada portal | porta ingresso cancello entrata | Tür Eingang Tor | porta entrada portão
window | fenêtre vitrine | ventana escaparate | finestra vetrina | Fenster Schaufenster | janela vitrine montra
wall | mur | muro pared | muro parete | Mauer Wand | muro parede
light lighting lamp illumination | lumière éclairage lampe lampadaire | luz alumbrado iluminación lámpara farola | luce illuminazione lampada lampione | Licht Beleuchtung Lampe Straßenlaterne | luz iluminação lâmpada
dark darkness | obscurité sombre noir | oscuridad oscuro | buio oscurità | dunkel Dunkelheit | escuro escuridão
bench furniture | banc mobilier | banco mobiliario | panchina arredo | Bank Sitzbank Möblierung | banco mobiliário
camera | caméra appareil | cámara | telecamera fotocamera | Kamera | câmara câmera
space | espace | espacio | spazio | Raum Fläche | espaço
place site location venue | lieu endroit site emplacement | lugar sitio sede ubicación | luogo posto sito sede | Ort Stelle Standort Veranstaltungsort | lugar sítio local sede
area zone | zone secteur périmètre | zona área sector perímetro | zona area settore | Zone Gebiet Bereich | zona área setor
region regional | région régional | región regional comarca | regione regionale | Region regional | região regional
country national nation | pays national nation | país nacional nación | paese nazionale nazione | Land national Nation | país nacional nação
europe european | europe européen | europa europeo | europa europeo | Europa europäisch | europa europeu
international abroad world global | international étranger monde mondial | internacional extranjero mundo mundial global | internazionale estero mondo mondiale globale | international Ausland Welt weltweit | internacional exterior mundo mundial global
border frontier | frontière frontalier | frontera fronterizo | frontiera confine | Grenze | fronteira
rural village countryside | rural village campagne | rural pueblo aldea campo | rurale paese villaggio campagna | ländlich Dorf | rural aldeia vila campo
station | gare station | estación | stazione | Bahnhof Station Haltestelle | estação
train railway rail | train ferroviaire rail chemin | tren ferrocarril ferroviario | treno ferrovia ferroviario | Zug Bahn Eisenbahn | trem comboio ferrovia ferroviário
bus | bus autobus autocar | autobús bus | autobus bus pullman corriera | Bus Linienbus | ônibus autocarro
metro subway underground | métro | metro | metropolitana metrò | Metro | metrô metro
tram tramway | tram tramway | tranvía | tram | Straßenbahn Tram | elétrico bonde
transport transit mobility traffic | transport mobilité circulation trafic | transporte movilidad tráfico circulación tránsito | trasporto mobilità traffico circolazione | Verkehr Transport Mobilität Nahverkehr | transporte mobilidade trânsito tráfego circulação
airport | aéroport | aeropuerto | aeroporto | Flughafen | aeroporto
port harbour | port portuaire | puerto portuario | porto portuale | Hafen | porto portuário
river bank waterfront | rivière fleuve quai berge rive | río ribera orilla | fiume riva sponda | Fluss Ufer | rio margem
beach sea coast | plage mer côte littoral | playa mar costa | spiaggia mare costa | Strand Meer Küste | praia mar costa
mountain | montagne | montaña | montagna | Berg Gebirge | montanha
forest wood | forêt bois | bosque | foresta bosco | Wald | floresta mata
car automobile vehicle | voiture véhicule automobile auto | coche automóvil vehículo | auto macchina veicolo automobile | Auto Wagen Fahrzeug PKW | carro automóvel veículo
bicycle bike cycling | vélo bicyclette cyclable | bicicleta bici | bicicletta bici ciclabile | Fahrrad Rad Radverkehr | bicicleta
scooter | trottinette scooter | patinete | monopattino scooter | Roller Tretroller | trotinete patinete
motorcycle moped | moto motocyclette cyclomoteur | moto motocicleta ciclomotor | moto motocicletta motorino | Motorrad Moped | moto motocicleta
parking | stationnement parking | aparcamiento estacionamiento parking | parcheggio sosta | Parken Parkplatz | estacionamento
bridge | pont | puente | ponte | Brücke | ponte
crossing intersection | carrefour croisement passage | cruce intersección paso | incrocio attraversamento | Kreuzung Übergang | cruzamento passagem passadeira
sport stadium football soccer | sport stade football sportif foot | deporte estadio fútbol deportivo | sport stadio calcio sportivo | Sport Stadion Fußball sportlich | desporto esporte estádio futebol
swimming pool | piscine natation baignade | piscina natación | piscina nuoto | Schwimmbad Freibad schwimmen | piscina natação
library | bibliothèque médiathèque | biblioteca | biblioteca | Bibliothek Bücherei | biblioteca
museum | musée | museo | museo | Museum | museu
theatre theater | théâtre théâtral | teatro teatral | teatro teatrale | Theater | teatro teatral
cinema film movie | cinéma film | cine película | cinema film | Kino Film | cinema filme
bar pub café | bar café bistrot | bar café cafetería | bar caffè locale | Bar Kneipe Café Lokal Gaststätte | bar café botequim
restaurant | restaurant restauration | restaurante restauración hostelería | ristorante ristorazione | Restaurant Gastronomie | restaurante restauração
club disco nightclub | club discothèque boîte | club discoteca | club discoteca | Club Diskothek Disco | clube discoteca boate
hotel accommodation | hôtel hébergement | hotel alojamiento | albergo hotel alloggio | Hotel Unterkunft | hotel alojamento
hospital clinic | hôpital clinique hospitalier | hospital clínica hospitalario | ospedale clinica ospedaliero | Krankenhaus Klinik | hospital clínica
prison jail detention | prison détention carcéral | cárcel prisión detención penitenciario | carcere prigione detenzione penitenziario | Gefängnis Haft Strafvollzug | prisão cadeia detenção prisional
office desk headquarters | bureau guichet siège | oficina despacho sede | ufficio sportello sede | Büro Amt Schalter Sitz | escritório gabinete balcão sede
market | marché | mercado | mercato | Markt | mercado feira
fair festival event celebration | fête festival événement manifestation foire | fiesta festival evento feria celebración | festa festival evento manifestazione fiera | Fest Festival Veranstaltung Feier Messe | festa festival evento celebração feira
concert music | concert musique musical | concierto música musical | concerto musica musicale | Konzert Musik musikalisch | concerto música musical
carnival | carnaval | carnaval | carnevale | Karneval Fasching | carnaval
christmas | noël | navidad navideño | natale natalizio | Weihnachten Weihnachtsmarkt | natal natalício
summer | été estival | verano estival | estate estivo | Sommer | verão
night nocturnal evening nightlife | nuit nocturne soirée soir | noche nocturno nocturnidad | notte notturno serata sera | Nacht nächtlich Abend Nachtleben | noite noturno
day daily | jour journée quotidien | día jornada diario cotidiano | giorno giornata quotidiano | Tag täglich Alltag | dia jornada diário cotidiano
week weekend | semaine | semana finde | settimana weekend | Woche Wochenende | semana
month | mois mensuel | mes mensual | mese mensile | Monat monatlich | mês mensal
year annual | année annuel an | año anual | anno annuale | Jahr jährlich | ano anual
environment climate ecological | environnement climat écologique | medioambiente clima ecológico ambiental | ambiente clima ecologico ambientale | Umwelt Klima ökologisch | ambiente clima ecológico ambiental
water | eau | agua | acqua | Wasser | água
flood flooding | inondation crue | inundación | alluvione inondazione | Hochwasser Überschwemmung Flut | inundação cheia enchente
fire arson | incendie feu | incendio fuego | incendio fuoco | Brand Feuer Brandstiftung | incêndio fogo
heat heatwave | chaleur canicule | calor | caldo calore | Hitze Hitzewelle | calor
air pollution | pollution air | contaminación aire | inquinamento aria | Luftverschmutzung Luft Verschmutzung | poluição ar
noise loud noisy | bruit bruyant nuisance sonore | ruido ruidoso | rumore rumoroso | Lärm laut Ruhestörung | ruído barulho
waste rubbish garbage litter trash | déchet ordure poubelle détritus | residuo basura desecho | rifiuto spazzatura immondizia | Abfall Müll | lixo resíduo
clean cleaning cleanliness | propre propreté nettoyage nettoyer | limpio limpieza limpiar | pulito pulizia pulire | sauber Sauberkeit Reinigung reinigen | limpo limpeza limpar
department unit | département unité | departamento unidad | dipartimento reparto unità | Abteilung Referat | departamento unidade
`;
