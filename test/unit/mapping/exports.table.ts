import type { MatchedField } from '../../../shared/synonyms.ts';

/** A header row as a tool exports it, and what must be proposed for it. */
export interface ExportRow {
  readonly tool: string;
  readonly columns: string;
  /** Fields that aren't named must not be proposed. */
  readonly fields: Partial<Record<MatchedField, string>>;
}

export const exportRows: readonly ExportRow[] = [
  {
    tool: 'Shopify customers',
    columns:
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt',
    fields: {
      externalReferenceId: 'Customer ID',
      firstName: 'First Name',
      lastName: 'Last Name',
      emailAddress: 'Email',
      phoneNumber: 'Phone',
      country: 'Default Address Country Code',
      consent: 'Accepts SMS Marketing',
      tags: 'Tags',
    },
  },
  {
    tool: 'Shopify orders',
    columns:
      'Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Shipping Method,Created at,Billing Name,Billing Street,Billing Company,Billing City,Billing Zip,Billing Country,Billing Phone,Shipping Name,Shipping Company,Shipping Country,Shipping Phone,Notes,Payment Method,Refunded Amount,Vendor,Id,Tags,Risk Level,Source,Phone',
    fields: {
      emailAddress: 'Email',
      consent: 'Accepts Marketing',
      country: 'Billing Country',
      phoneNumber: 'Phone',
      tags: 'Tags',
      externalReferenceId: 'Id',
    },
  },
  {
    tool: 'Klaviyo profiles',
    columns:
      'Email,Klaviyo ID,First Name,Last Name,Organization,Title,Phone Number,Address,Address 2,City,State / Region,Country,Zip Code,Latitude,Longitude,Source,IP Address,Email Marketing Consent,Email Marketing Consent Timestamp,SMS Marketing Consent,SMS Marketing Consent Timestamp,Last Open,Last Click,Date Added',
    fields: {
      emailAddress: 'Email',
      externalReferenceId: 'Klaviyo ID',
      firstName: 'First Name',
      lastName: 'Last Name',
      phoneNumber: 'Phone Number',
      country: 'Country',
      consent: 'SMS Marketing Consent',
    },
  },
  {
    tool: 'Mailchimp audience',
    columns:
      'Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS',
    fields: {
      emailAddress: 'Email Address',
      firstName: 'First Name',
      lastName: 'Last Name',
      phoneNumber: 'Phone Number',
      country: 'CC',
      tags: 'TAGS',
    },
  },
  {
    tool: 'HubSpot contacts',
    columns:
      'Record ID - Contact,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Associated Company,Last Activity Date (GMT+1),Lead Status,Marketing contact status,Create Date (GMT+1),Country/Region,Unsubscribed from all email,Number of Form Submissions',
    fields: {
      externalReferenceId: 'Record ID - Contact',
      firstName: 'First Name',
      lastName: 'Last Name',
      emailAddress: 'Email',
      phoneNumber: 'Mobile Phone Number',
      country: 'Country/Region',
    },
  },
  {
    tool: 'Salesforce contacts',
    columns:
      'Id,AccountId,LastName,FirstName,Salutation,MiddleName,Suffix,Name,OtherCountry,MailingStreet,MailingCity,MailingCountry,Phone,Fax,MobilePhone,HomePhone,OtherPhone,AssistantPhone,ReportsToId,Email,Title,AssistantName,LeadSource,Birthdate,OwnerId,HasOptedOutOfEmail,HasOptedOutOfFax,DoNotCall,CreatedDate,EmailBouncedReason,EmailBouncedDate,IsEmailBounced',
    fields: {
      externalReferenceId: 'Id',
      firstName: 'FirstName',
      middleName: 'MiddleName',
      lastName: 'LastName',
      phoneNumber: 'MobilePhone',
      emailAddress: 'Email',
      country: 'MailingCountry',
    },
  },
  {
    tool: 'Salesforce Marketing Cloud',
    columns:
      'SubscriberKey,EmailAddress,FirstName,LastName,MobileNumber,Locale,Status,WhatsApp_OptIn__c,DateJoined',
    fields: {
      externalReferenceId: 'SubscriberKey',
      emailAddress: 'EmailAddress',
      firstName: 'FirstName',
      lastName: 'LastName',
      phoneNumber: 'MobileNumber',
      consent: 'WhatsApp_OptIn__c',
    },
  },
  {
    tool: 'Brevo contacts',
    columns:
      'CONTACT ID,EMAIL,FIRSTNAME,LASTNAME,SMS,WHATSAPP,LANDLINE_NUMBER,EXT_ID,DOUBLE_OPT-IN,OPT_IN,ADDED_TIME,MODIFIED_TIME',
    fields: {
      externalReferenceId: 'EXT_ID',
      emailAddress: 'EMAIL',
      firstName: 'FIRSTNAME',
      lastName: 'LASTNAME',
      phoneNumber: 'WHATSAPP',
      consent: 'DOUBLE_OPT-IN',
    },
  },
  {
    tool: 'Brevo, German account',
    columns: 'EMAIL,VORNAME,NACHNAME,SMS,OPT_IN,GEBURTSTAG',
    fields: {
      emailAddress: 'EMAIL',
      firstName: 'VORNAME',
      lastName: 'NACHNAME',
      phoneNumber: 'SMS',
      consent: 'OPT_IN',
    },
  },
  {
    tool: 'Shopware 6 customers',
    columns:
      'id;customer_number;salutation;first_name;last_name;email;active;guest;customer_group;language;sales_channel;default_billing_address_company;default_billing_address_street;default_billing_address_zipcode;default_billing_address_country;default_billing_address_phone_number;default_shipping_address_country;default_shipping_address_phone_number',
    fields: {
      externalReferenceId: 'customer_number',
      firstName: 'first_name',
      lastName: 'last_name',
      emailAddress: 'email',
      country: 'default_billing_address_country',
      phoneNumber: 'default_billing_address_phone_number',
    },
  },
  {
    tool: 'Shopware 6, nested',
    columns:
      'customerNumber;firstName;lastName;email;birthday;newsletter;defaultBillingAddress.firstName;defaultBillingAddress.phoneNumber;defaultBillingAddress.country.iso;defaultShippingAddress.phoneNumber',
    fields: {
      externalReferenceId: 'customerNumber',
      firstName: 'firstName',
      lastName: 'lastName',
      emailAddress: 'email',
      consent: 'newsletter',
      phoneNumber: 'defaultBillingAddress.phoneNumber',
      country: 'defaultBillingAddress.country.iso',
    },
  },
  {
    tool: 'WooCommerce customers',
    columns:
      'customer_id,user_login,user_email,first_name,last_name,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,billing_country,shipping_first_name,shipping_last_name,shipping_phone,shipping_country,total_spent,order_count',
    fields: {
      externalReferenceId: 'customer_id',
      emailAddress: 'user_email',
      firstName: 'first_name',
      lastName: 'last_name',
      phoneNumber: 'billing_phone',
      country: 'billing_country',
    },
  },
  {
    tool: 'WooCommerce orders, Advanced Order Export',
    columns:
      'Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Company (Billing),Email (Billing),Phone (Billing),First Name (Shipping),Last Name (Shipping),Country Code (Billing),Payment Method Title,Cart Discount Amount,Order Total Amount,SKU,Item #,Quantity',
    fields: {
      firstName: 'First Name (Billing)',
      lastName: 'Last Name (Billing)',
      emailAddress: 'Email (Billing)',
      phoneNumber: 'Phone (Billing)',
      country: 'Country Code (Billing)',
    },
  },
  {
    tool: 'Magento customers',
    columns:
      'email,_website,_store,confirmation,created_at,created_in,dob,firstname,gender,group_id,lastname,middlename,password_hash,prefix,rp_token,store_id,suffix,taxvat,website_id,_address_city,_address_company,_address_country_id,_address_fax,_address_firstname,_address_lastname,_address_telephone,_address_vat_id',
    fields: {
      emailAddress: 'email',
      firstName: 'firstname',
      middleName: 'middlename',
      lastName: 'lastname',
      phoneNumber: '_address_telephone',
      country: '_address_country_id',
    },
  },
  {
    tool: 'PrestaShop customers',
    columns:
      'ID;Social title;First name;Last name;Email address;Sales;Enabled;Newsletter;Partner offers;Registration;Last visit',
    fields: {
      externalReferenceId: 'ID',
      firstName: 'First name',
      lastName: 'Last name',
      emailAddress: 'Email address',
      consent: 'Newsletter',
    },
  },
  {
    tool: 'JTL-Wawi',
    columns:
      'Kundennummer;Anrede;Titel;Vorname;Nachname;Firma;Straße;PLZ;Ort;Land;Tel;Mobil;Fax;E-Mail;Kundengruppe;Geburtstag;Newsletter;Kunde seit',
    fields: {
      externalReferenceId: 'Kundennummer',
      firstName: 'Vorname',
      lastName: 'Nachname',
      country: 'Land',
      phoneNumber: 'Mobil',
      emailAddress: 'E-Mail',
      consent: 'Newsletter',
    },
  },
  {
    tool: 'Google contacts',
    columns:
      'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Country',
    fields: {
      firstName: 'First Name',
      middleName: 'Middle Name',
      lastName: 'Last Name',
      tags: 'Labels',
      emailAddress: 'E-mail 1 - Value',
      phoneNumber: 'Phone 1 - Value',
      country: 'Address 1 - Country',
    },
  },
  {
    tool: 'Outlook',
    columns:
      "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,E-mail Address,E-mail 2 Address,E-mail Type,E-mail Display Name,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Company Main Phone,ISDN,Assistant's Phone,Company,Business Country/Region,Home Country/Region,Birthday,Categories",
    fields: {
      firstName: 'First Name',
      middleName: 'Middle Name',
      lastName: 'Last Name',
      emailAddress: 'E-mail Address',
      phoneNumber: 'Mobile Phone',
      country: 'Home Country/Region',
    },
  },
  {
    tool: 'Outlook, German',
    columns:
      'Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Telefon geschäftlich;Telefon geschäftlich 2;Telefon privat;Mobiltelefon;Weiteres Telefon;Fax privat;Telefon Assistent;Telefon Firma;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;Geburtstag;Land/Region privat',
    fields: {
      firstName: 'Vorname',
      middleName: 'Weitere Vornamen',
      lastName: 'Nachname',
      phoneNumber: 'Mobiltelefon',
      emailAddress: 'E-Mail-Adresse',
      country: 'Land/Region privat',
    },
  },
  {
    tool: 'Pipedrive people',
    columns:
      'Person - ID,Person - Name,Person - First name,Person - Last name,Person - Labels,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Email - Other,Person - Phone - Work,Person - Phone - Home,Person - Phone - Mobile,Person - Phone - Other,Person - Owner,Person - Marketing status,Person - Next activity date',
    fields: {
      externalReferenceId: 'Person - ID',
      firstName: 'Person - First name',
      lastName: 'Person - Last name',
      tags: 'Person - Labels',
      emailAddress: 'Person - Email - Home',
      phoneNumber: 'Person - Phone - Mobile',
    },
  },
  {
    tool: 'Facebook lead ads',
    columns:
      'id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,form_name,is_organic,platform,first_name,last_name,email,phone_number,whatsapp_number,country',
    fields: {
      externalReferenceId: 'id',
      firstName: 'first_name',
      lastName: 'last_name',
      emailAddress: 'email',
      phoneNumber: 'whatsapp_number',
      country: 'country',
    },
  },
  {
    tool: 'Zeotap audience',
    columns:
      'external_reference_id,first_name,last_name,phone_number,email,segment_membership,zeotap_audience_name',
    fields: {
      externalReferenceId: 'external_reference_id',
      firstName: 'first_name',
      lastName: 'last_name',
      phoneNumber: 'phone_number',
      emailAddress: 'email',
      tags: 'segment_membership',
    },
  },
  {
    tool: 'Segment and other CDPs, nested traits',
    columns:
      'user_id,anonymous_id,traits.email,traits.phone,traits.first_name,traits.last_name,traits.address.country,traits.created_at,context.ip',
    fields: {
      externalReferenceId: 'user_id',
      emailAddress: 'traits.email',
      phoneNumber: 'traits.phone',
      firstName: 'traits.first_name',
      lastName: 'traits.last_name',
      country: 'traits.address.country',
    },
  },
  {
    tool: 'Braze users',
    columns:
      'external_id,braze_id,first_name,last_name,email,phone,dob,country,home_city,language,email_subscribe,push_subscribe,total_revenue,attributed_campaign',
    fields: {
      externalReferenceId: 'external_id',
      firstName: 'first_name',
      lastName: 'last_name',
      emailAddress: 'email',
      phoneNumber: 'phone',
      country: 'country',
    },
  },
  {
    tool: 'Emarsys contacts',
    columns:
      'User ID;Vorname;Nachname;E-Mail;Geburtsdatum;Mobil;Telefon;Land;Opt-In;Opt-in des Kontakts (SMS);Registriert am',
    fields: {
      externalReferenceId: 'User ID',
      firstName: 'Vorname',
      lastName: 'Nachname',
      emailAddress: 'E-Mail',
      phoneNumber: 'Mobil',
      country: 'Land',
      consent: 'Opt-in des Kontakts (SMS)',
    },
  },
  {
    tool: 'ActiveCampaign',
    columns: 'ID,Email,First Name,Last Name,Phone,Account,Date Created,IP Address,Tags,Lists,Contact Owner',
    fields: {
      externalReferenceId: 'ID',
      emailAddress: 'Email',
      firstName: 'First Name',
      lastName: 'Last Name',
      phoneNumber: 'Phone',
      tags: 'Tags',
    },
  },
  {
    tool: 'Zoho CRM contacts',
    columns:
      'Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name,Email,Phone,Home Phone,Other Phone,Mobile,Fax,Asst Phone,Secondary Email,Email Opt Out,Mailing Country,Tag,Created Time',
    fields: {
      externalReferenceId: 'Record Id',
      firstName: 'First Name',
      lastName: 'Last Name',
      emailAddress: 'Email',
      phoneNumber: 'Mobile',
      country: 'Mailing Country',
      tags: 'Tag',
    },
  },
  {
    tool: 'a French shop',
    columns:
      'N° client;Civilité;Nom;Prénom;Adresse e-mail;Téléphone fixe;Téléphone portable;Pays;Date de naissance;Consentement SMS;Nombre de commandes',
    fields: {
      externalReferenceId: 'N° client',
      lastName: 'Nom',
      firstName: 'Prénom',
      emailAddress: 'Adresse e-mail',
      phoneNumber: 'Téléphone portable',
      country: 'Pays',
      consent: 'Consentement SMS',
    },
  },
  {
    tool: 'a Spanish shop',
    columns:
      'Código de cliente;Nombre;Apellidos;Correo electrónico;Teléfono fijo;Nº de teléfono móvil;País;Fecha de nacimiento;Acepta WhatsApp;Etiquetas',
    fields: {
      externalReferenceId: 'Código de cliente',
      firstName: 'Nombre',
      lastName: 'Apellidos',
      emailAddress: 'Correo electrónico',
      phoneNumber: 'Nº de teléfono móvil',
      country: 'País',
      consent: 'Acepta WhatsApp',
      tags: 'Etiquetas',
    },
  },
  {
    tool: 'an Italian shop',
    columns:
      'Codice cliente;Nome;Cognome;Ragione sociale;Indirizzo email;Telefono;Cellulare;Nazione;Data di nascita;Consenso marketing;Data consenso',
    fields: {
      externalReferenceId: 'Codice cliente',
      firstName: 'Nome',
      lastName: 'Cognome',
      emailAddress: 'Indirizzo email',
      phoneNumber: 'Cellulare',
      country: 'Nazione',
      consent: 'Consenso marketing',
    },
  },
  {
    tool: 'a Dutch shop',
    columns:
      'Klantnummer;Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Telefoonnummer;Mobiel nummer;Land;Geboortedatum;Toestemming WhatsApp',
    fields: {
      externalReferenceId: 'Klantnummer',
      firstName: 'Voornaam',
      middleName: 'Tussenvoegsel',
      lastName: 'Achternaam',
      emailAddress: 'E-mailadres',
      phoneNumber: 'Mobiel nummer',
      country: 'Land',
      consent: 'Toestemming WhatsApp',
    },
  },
  {
    tool: 'a Polish shop',
    columns:
      'Nr klienta;Imię;Nazwisko;Adres e-mail;Numer telefonu;Telefon stacjonarny;Kraj;Data urodzenia;Zgoda marketingowa;Data zgody;Etykiety',
    fields: {
      externalReferenceId: 'Nr klienta',
      firstName: 'Imię',
      lastName: 'Nazwisko',
      emailAddress: 'Adres e-mail',
      phoneNumber: 'Numer telefonu',
      country: 'Kraj',
      consent: 'Zgoda marketingowa',
      tags: 'Etykiety',
    },
  },
  {
    tool: 'a Brazilian shop',
    columns:
      'Código do cliente;Nome;Sobrenome;E-mail;CPF;Telefone fixo;Celular/WhatsApp;País;Data de nascimento;Aceita marketing',
    fields: {
      externalReferenceId: 'Código do cliente',
      firstName: 'Nome',
      lastName: 'Sobrenome',
      emailAddress: 'E-mail',
      phoneNumber: 'Celular/WhatsApp',
      country: 'País',
      consent: 'Aceita marketing',
    },
  },
  {
    tool: 'a list by hand',
    columns: 'Vorname;Name;Handy;Tel. privat;PLZ/Ort',
    fields: { firstName: 'Vorname', lastName: 'Name', phoneNumber: 'Handy' },
  },
];
